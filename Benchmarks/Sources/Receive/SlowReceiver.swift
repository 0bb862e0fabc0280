import Glibc

/// Answers 204 to every request, but only after a fixed time: a destination that hangs.
final class SlowReceiver: PollHandler {
    private let listener: Int32
    private let poller: Poller
    private let delay: Int64
    private var connections: [Int32: SlowConnection] = [:]
    /// Answers that are owed, soonest first.
    private var owed: [(at: Int64, socket: Int32)] = []

    init(port: UInt16, delay: Double) throws {
        poller = try Poller()
        listener = try Socket.listen(port: port)
        self.delay = Int64(delay * 1e9)
        try poller.add(listener, self)
    }

    deinit { close(listener) }

    /// Serves until the process is ended.
    func run() throws {
        while true {
            let now = monotonicNanoseconds()
            let ripe = owed.prefix { $0.at <= now }
            for answer in ripe { connections[answer.socket]?.answer() }
            owed.removeFirst(ripe.count)
            try poller.wait(until: owed.first?.at ?? now + 1_000_000_000)
        }
    }

    func readable() throws {
        while let socket = try Socket.accept(listener) {
            let connection = SlowConnection(socket: socket, receiver: self)
            connections[socket] = connection
            try poller.add(socket, connection)
        }
    }

    func received(on socket: Int32) {
        owed.append((monotonicNanoseconds() + delay, socket))
    }

    func closed(_ socket: Int32) {
        poller.remove(socket)
        connections[socket] = nil
        owed.removeAll { $0.socket == socket }
    }
}
