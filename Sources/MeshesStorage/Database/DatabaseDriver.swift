/// What an engine has to give: reading connections, and one writing connection for the committer's thread.
public protocol DatabaseDriver: Sendable {
    var dialect: SQLDialect { get }

    /// Reads one snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs `body` in a writing transaction on the calling thread: committed and durable when this returns, undone when it
    /// throws. Called by one thread at a time. `body` may run again when a connection was lost before its commit.
    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value

    /// Whether `transactionToSync` leaves the sync to the caller.
    var syncsApart: Bool { get }

    /// The same, but what was committed is seen by readers at once and durable only after `sync`.
    func transactionToSync<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value

    /// Makes everything durable that was committed before. Also while another thread runs a transaction.
    ///
    /// - Throws: when the disk fails; what was committed since the last sync may be lost then.
    func sync() throws

    func close() throws
}

extension DatabaseDriver {
    public var syncsApart: Bool { false }

    public func transactionToSync<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value { try transaction(body) }

    public func sync() throws {}
}
