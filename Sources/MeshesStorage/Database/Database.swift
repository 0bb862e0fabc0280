/// What repositories read from and write to.
public protocol Database: Sendable {
    /// Reads one snapshot of the data; never waits for writers.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs `body` as one piece of a group commit and returns when it is durable. `body` may run more than once; an error
    /// it throws undoes this piece only. Over all nodes one such body runs at a time, up to its commit.
    ///
    /// - Throws: what `body` throws; `serviceUnavailable` when too much waits already or the disk takes nothing more.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Commits what waits, then closes. Later calls throw `serviceUnavailable`.
    func close() async throws
}
