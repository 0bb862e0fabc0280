import MeshesModel
import Synchronization

/// What providers said a short while ago, so that it need not be asked for again at every delivery.
final class ShortMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var since: Timestamp
    }

    private let lifetime: Duration
    private let limit: Int
    private let entries = Mutex<[Key: Entry]>([:])

    /// - Parameters:
    ///   - lifetime: for which a value is taken to be true.
    ///   - limit: values that are kept; when there are more, all are forgotten.
    init(lifetime: Duration = .seconds(600), limit: Int = 2000) {
        self.lifetime = lifetime
        self.limit = limit
    }

    func value(_ key: Key, at now: Timestamp) -> Value? {
        guard let entry = entries.withLock({ $0[key] }), now - entry.since < lifetime else { return nil }
        return entry.value
    }

    func keep(_ value: Value, for key: Key, at now: Timestamp) {
        entries.withLock { entries in
            if entries.count >= limit { entries.removeAll() }
            entries[key] = Entry(value: value, since: now)
        }
    }

    func forget(_ key: Key) {
        entries.withLock { $0[key] = nil }
    }
}
