/// What the receiver does with a request.
public struct ReceiverReply: Sendable {
    enum Manner: Sendable {
        case plain
        /// Waits before the status line.
        case slowHeaders(milliseconds: Int64)
        /// Waits between the headers and the body.
        case slowBody(milliseconds: Int64)
        /// One byte a second, for ever.
        case drip
        /// Resets the connection.
        case reset
        /// Bytes that are no HTTP.
        case garbage
        /// Closes without an answer.
        case close
    }

    var status = 200
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    var manner = Manner.plain

    /// The same answer, which a provider takes some time for.
    public func after(milliseconds: Int64) -> ReceiverReply {
        var reply = self
        reply.manner = .slowHeaders(milliseconds: milliseconds)
        return reply
    }
}
