import Glibc

/// Gathers the bytes of one connection and finds whole HTTP/1.1 messages in them (with `Content-Length` or without a
/// body; nothing here sends chunks).
struct MessageReader {
    private var buffer: [UInt8]
    private(set) var filled = 0

    init(capacity: Int) {
        buffer = [UInt8](repeating: 0, count: capacity)
    }

    enum Progress { case more, closed }

    /// Reads what the socket holds.
    mutating func fill(from socket: Int32) throws -> Progress {
        let start = filled
        let room = buffer.count - start
        guard room > 0 else { throw HTTPFailure("a message is larger than \(buffer.count) bytes") }
        let count = buffer.withUnsafeMutableBytes { read(socket, $0.baseAddress.map { $0 + start }, room) }
        if count == 0 { return .closed }
        if count < 0 {
            guard errno == EAGAIN || errno == EINTR else { return .closed }
            return .more
        }
        filled += count
        return .more
    }

    /// Takes the first whole message out, if there is one.
    mutating func next<T>(_ body: (HTTPMessage) throws -> T) throws -> T? {
        let length = filled
        let result: (value: T, size: Int)? = try buffer.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<length])
            guard let message = try HTTPMessage(bytes) else { return nil }
            return (try body(message), message.size)
        }
        guard let result else { return nil }
        if result.size < filled {
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + result.size, filled - result.size)
            }
        }
        filled -= result.size
        return result.value
    }
}
