/// One call to `PostgresDriver.read` that waits for a thread.
struct PostgresRead: Sendable {
    /// After which nobody needs the answer any more.
    let deadline: ContinuousClock.Instant
    /// Runs the body and gives back what hands the value to its caller.
    let run: @Sendable (any SQLConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}
