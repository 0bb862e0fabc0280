import Glibc

/// Answers 204 to every request and remembers when each event number arrived first.
final class ArrivalReceiver: PollHandler {
    private let listener: Int32
    private let poller: Poller
    private var connections: [ObjectIdentifier: ArrivalConnection] = [:]
    private var times: [Int64] = []
    /// Requests received.
    private(set) var count = 0

    init(port: UInt16, poller: Poller) throws {
        listener = try Socket.listen(port: port)
        self.poller = poller
        try poller.add(listener, self)
    }

    deinit { close(listener) }

    func readable() throws {
        while let socket = try Socket.accept(listener) {
            let connection = ArrivalConnection(socket: socket, receiver: self)
            connections[ObjectIdentifier(connection)] = connection
            try poller.add(socket, connection)
        }
    }

    /// The moment at which the event arrived first, 0 if it did not.
    func first(_ number: Int) -> Int64 {
        number < times.count ? times[number] : 0
    }

    func arrived(_ number: Int, at time: Int64) {
        count += 1
        while times.count <= number { times.append(0) }
        if times[number] == 0 { times[number] = time }
    }

    func closed(_ connection: ArrivalConnection, _ socket: Int32) {
        poller.remove(socket)
        connections[ObjectIdentifier(connection)] = nil
    }
}
