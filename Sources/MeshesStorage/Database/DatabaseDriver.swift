/// What an engine has to give: reading connections, and one writing connection for the committer's thread.
public protocol DatabaseDriver: Sendable {
    var dialect: SQLDialect { get }

    /// Reads one snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs `body` in a writing transaction on the calling thread: committed durably when this returns, undone when it throws.
    /// Called by one thread at a time. `body` may run again when a connection was lost before its commit.
    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value

    func close() throws
}
