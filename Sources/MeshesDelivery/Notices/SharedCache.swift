import Synchronization

/// Values read from the store that are forgotten when somebody, here or on another node, has changed them. While this node does
/// not hear the others nothing is kept.
final class SharedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var values: [Key: Value] = [:]
        /// What was read before a change may not be kept after it.
        var changes = 0
        var keeps = true
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: values kept before all are forgotten.
    init(limit: Int) {
        self.limit = limit
    }

    /// The value, when it is kept.
    func known(_ key: Key) -> Value? { look(key).known }

    /// - Parameter read: nil for what does not exist, which is not remembered.
    func value(_ key: Key, read: () async throws -> Value?) async throws -> Value? {
        let (known, changes) = look(key)
        if let known { return known }
        guard let value = try await read() else { return nil }
        keep(value, for: key, ifUnchangedSince: changes)
        return value
    }

    func value(_ key: Key, read: () async throws -> Value) async throws -> Value {
        let (known, changes) = look(key)
        if let known { return known }
        let value = try await read()
        keep(value, for: key, ifUnchangedSince: changes)
        return value
    }

    private func look(_ key: Key) -> (known: Value?, changes: Int) {
        state.withLock { ($0.values[key], $0.changes) }
    }

    private func keep(_ value: Value, for key: Key, ifUnchangedSince changes: Int) {
        state.withLock { state in
            guard state.keeps, state.changes == changes else { return }
            if state.values.count >= limit { state.values.removeAll() }
            state.values[key] = value
        }
    }

    /// Keeps a value that is the newest.
    func remember(_ value: Value, for key: Key) {
        state.withLock { state in
            state.changes += 1
            guard state.keeps else { return }
            if state.values.count >= limit { state.values.removeAll() }
            state.values[key] = value
        }
    }

    func forget(_ key: Key) {
        state.withLock { state in
            state.changes += 1
            state.values[key] = nil
        }
    }

    /// Forgets all.
    ///
    /// - Parameter keeping: whether anything may be kept from now on.
    func forgetAll(keeping: Bool) {
        state.withLock { $0 = State(changes: $0.changes + 1, keeps: keeping) }
    }
}
