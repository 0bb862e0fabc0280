/// One call to `Database.write`.
struct WritePiece: Sendable {
    /// Whether it keeps out those of other nodes.
    let isExclusive: Bool
    /// Runs the body and gives back what tells its caller once the transaction is durable.
    let run: @Sendable (any SQLConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}
