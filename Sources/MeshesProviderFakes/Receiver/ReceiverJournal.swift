import Synchronization

/// What the receiver has heard.
final class ReceiverJournal: Sendable {
    private struct State {
        var requests: [ReceivedRequest] = []
        var count = 0
        var occurrences: [String: Int] = [:]
        var sockets = 0
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }
    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: how many requests are kept at most, and for how many paths it is counted how often they came.
    init(limit: Int) {
        self.limit = limit
    }

    var requests: [ReceivedRequest] { state.withLock { $0.requests } }

    func nextSocket() -> Int {
        state.withLock { state in
            state.sockets += 1
            return state.sockets
        }
    }

    /// Keeps a request; the answer is how often its path was asked for.
    func add(_ request: ReceivedRequest) -> Int {
        let (occurrence, ready) = state.withLock { state in
            state.count += 1
            if state.requests.count == limit { state.requests.removeFirst() }
            state.requests.append(request)
            if state.occurrences.count >= limit { state.occurrences.removeAll() }
            state.occurrences[request.path, default: 0] += 1
            let count = state.count
            let ready = state.waiting.filter { $0.count <= count }
            state.waiting.removeAll { $0.count <= count }
            return (state.occurrences[request.path] ?? 1, ready)
        }
        for waiter in ready { waiter.continuation.resume() }
        return occurrence
    }

    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.count >= count { return true }
                state.waiting.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
