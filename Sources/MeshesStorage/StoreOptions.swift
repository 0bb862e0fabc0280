/// Settings of a store that have a good default.
public struct StoreOptions: Sendable {
    public var limits = CommitterLimits()
    /// How long an idempotency key is remembered.
    public var idempotencyLifetime: Duration = .seconds(86_400)
    /// Connections that read side by side.
    public var readers = 4
    /// Called after each round, on the committer's thread: must return at once.
    public var onCommit: (@Sendable (CommitReport) -> Void)?
    /// Called with the reason when calls are refused because the database takes or gives nothing, on any thread: must return
    /// at once.
    public var onRefusal: (@Sendable (DatabaseFailure) -> Void)?

    public init() {}
}
