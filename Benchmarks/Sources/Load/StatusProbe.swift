import Glibc

/// Asks nginx how many requests it has had (`stub_status`), on a connection of its own.
final class StatusProbe: PollHandler {
    private let socket: Int32
    private var reader = MessageReader(capacity: 4096)
    private var asked = 0
    private var waiting = false
    private var base: Int?
    /// Requests received since the first answer, those of the probe not counted.
    private(set) var received = 0
    private static let request = Array("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)

    init(port: UInt16, poller: Poller) throws {
        socket = try Socket.connect(port: port)
        try poller.add(socket, self)
    }

    deinit { close(socket) }

    /// Whether the first answer, from which is counted, is there.
    var isReady: Bool { base != nil }

    func ask() throws {
        guard !waiting else { return }
        waiting = true
        asked += 1
        let written = Self.request.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
        guard written == Self.request.count else { throw SystemFailure("status request") }
    }

    func readable() throws {
        guard try reader.fill(from: socket) == .more else { throw HTTPFailure("nginx closed the status connection") }
        guard let text = try reader.next({ $0.text(limit: 1000) }) else { return }
        waiting = false
        let lines = text.split(separator: "\n")
        guard lines.count >= 3, let total = lines[2].split(separator: " ").last.flatMap({ Int($0) }) else {
            throw HTTPFailure("not nginx's stub_status: \(text)")
        }
        let others = total - asked
        if let base { received = others - base } else { base = others }
    }
}
