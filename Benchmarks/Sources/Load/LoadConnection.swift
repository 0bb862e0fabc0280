import Glibc

/// One keep-alive connection of the generator, with at most one request under way.
final class LoadConnection: PollHandler {
    private let socket: Int32
    private var request: EventRequest
    private var reader = MessageReader(capacity: 1 << 18)
    private unowned let load: LoadGenerator
    /// When the request under way was due.
    private(set) var due: Int64 = 0
    /// The number of the request's first event.
    private(set) var first = 0

    init(port: UInt16, request: EventRequest, load: LoadGenerator, poller: Poller) throws {
        self.socket = try Socket.connect(port: port)
        self.request = request
        self.load = load
        try poller.add(socket, self)
    }

    deinit { close(socket) }

    func send(first: Int, due: Int64) throws {
        self.first = first
        self.due = due
        request.number(from: first)
        let written = request.bytes.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
        guard written == request.bytes.count else { throw SystemFailure("a request of \(request.bytes.count) bytes") }
    }

    func readable() throws {
        guard try reader.fill(from: socket) == .more else { throw HTTPFailure("the server closed a connection") }
        let load = load
        let answer: (status: Int, text: String?)? = try reader.next { message in
            let status = message.status
            return (status, status == 201 ? nil : message.text(limit: 400))
        }
        if let answer { try load.answered(self, status: answer.status, problem: answer.text) }
    }
}
