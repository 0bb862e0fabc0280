import Glibc

/// One connection of a sender to the arrival receiver.
final class ArrivalConnection: PollHandler {
    private let socket: Int32
    private var reader = MessageReader(capacity: 1 << 16)
    private unowned let receiver: ArrivalReceiver
    private static let answer = Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)

    init(socket: Int32, receiver: ArrivalReceiver) {
        self.socket = socket
        self.receiver = receiver
    }

    deinit { close(socket) }

    func readable() throws {
        let now = monotonicNanoseconds()
        guard try reader.fill(from: socket) == .more else { return receiver.closed(self, socket) }
        while let number = try reader.next({ Self.number(in: $0) }) {
            // The test that a connection gets when it is saved carries no number.
            if let number { receiver.arrived(number, at: now) }
            _ = Self.answer.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
        }
    }

    private static func number(in message: HTTPMessage) -> Int? {
        let body = UnsafeRawBufferPointer(rebasing: message.bytes[message.body])
        let marker = EventRequest.marker
        guard let start = body.position(of: marker).map({ $0 + marker.utf8CodeUnitCount }) else { return nil }
        return body[start...].prefix(EventRequest.digits).reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
