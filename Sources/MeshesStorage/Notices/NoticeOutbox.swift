import Dispatch
import Synchronization

/// What waits to be told to the other nodes; bounded, and each text stands in it once.
final class NoticeOutbox: Sendable {
    private struct State {
        var texts: [String] = []
        var known: Set<String> = []
        var hasMore = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func put(_ text: String) {
        let isFirst = state.withLock { state in
            guard !state.isClosed, !state.hasMore, state.known.insert(text).inserted else { return false }
            if state.texts.count < NoticeLimits.waiting && text.utf8.count <= NoticeLimits.text {
                state.texts.append(text)
            } else {
                state.hasMore = true
                state.texts.removeAll()
                state.known.removeAll()
            }
            return state.texts.count <= 1
        }
        if isFirst { wake.signal() }
    }

    /// Waits for texts.
    ///
    /// - Returns: nil when closed and empty; `hasMore` when there were too many to be told one by one.
    func next() -> (texts: [String], hasMore: Bool)? {
        while true {
            let (texts, hasMore, isClosed) = state.withLock { state in
                defer { state = State(isClosed: state.isClosed) }
                return (state.texts, state.hasMore, state.isClosed)
            }
            if !texts.isEmpty || hasMore { return (texts, hasMore) }
            if isClosed { return nil }
            wake.wait()
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.signal()
    }
}
