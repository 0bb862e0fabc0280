import MeshesModel
import Synchronization

/// Values that are known for a while, never more than a fixed number of them.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var until: Timestamp
    }

    private let capacity: Int
    private let entries = Mutex<[Key: Entry]>([:])

    /// - Parameter capacity: entries kept at once.
    init(capacity: Int) {
        self.capacity = max(capacity, 1)
    }

    /// The value, unless its time is over.
    func value(for key: Key, now: Timestamp) -> Value? {
        entries.withLock { entries in
            guard let entry = entries[key], entry.until > now else { return nil }
            return entry.value
        }
    }

    func set(_ value: Value, for key: Key, until: Timestamp, now: Timestamp) {
        entries.withLock { entries in
            if entries.count >= capacity, entries[key] == nil {
                entries = entries.filter { $0.value.until > now }
                // All still good: any quarter goes, so that the next ones do not have to look again.
                let keep = capacity * 3 / 4
                while entries.count > keep, let key = entries.keys.first { entries[key] = nil }
            }
            entries[key] = Entry(value: value, until: until)
        }
    }

    func remove(_ key: Key) {
        entries.withLock { $0[key] = nil }
    }

    var count: Int { entries.withLock { $0.count } }
}
