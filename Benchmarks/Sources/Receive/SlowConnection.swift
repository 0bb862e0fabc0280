import Glibc

/// One connection of a sender to the slow receiver.
final class SlowConnection: PollHandler {
    private let socket: Int32
    private var reader = MessageReader(capacity: 1 << 16)
    private unowned let receiver: SlowReceiver
    private static let bytes = Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)

    init(socket: Int32, receiver: SlowReceiver) {
        self.socket = socket
        self.receiver = receiver
    }

    deinit { close(socket) }

    func readable() throws {
        guard try reader.fill(from: socket) == .more else { return receiver.closed(socket) }
        while try reader.next({ _ in true }) != nil { receiver.received(on: socket) }
    }

    func answer() {
        _ = Self.bytes.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
    }
}
