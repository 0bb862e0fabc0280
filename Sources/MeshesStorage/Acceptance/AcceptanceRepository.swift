/// Stores accepted events: event, payload, deliveries and their places in the queue in one durable commit.
public struct AcceptanceRepository: Sendable {
    let core: StoreCore

    /// Stores each acceptance by itself and returns when they are durable.
    ///
    /// - Returns: one result for each, in order.
    /// - Throws: `serviceUnavailable` when too much waits already or the disk takes nothing more; nothing is stored then.
    public func commit(_ acceptances: [Acceptance]) async throws -> [AcceptanceResult] {
        guard !acceptances.isEmpty else { return [] }
        return try await core.committer.accept(acceptances, covering: nil)
    }

    /// Stores one acceptance, for callers that do not wait in a task.
    ///
    /// - Parameter tell: called once, when the acceptance is durable or refused, on a thread that it must not hold up.
    public func commit(_ acceptance: Acceptance, tell: @escaping @Sendable (AcceptanceResult) -> Void) {
        core.committer.accept(acceptance) { results in
            switch results {
            case .success(let results): tell(results[0])
            case .failure(let error): tell(.failed(error))
            }
        }
    }

    /// Stores all of the acceptances or none, under one idempotency key for the whole call. Keys of single acceptances are
    /// not looked at.
    ///
    /// - Returns: one result for each; all `accepted`, or all the same refusal.
    public func commit(_ acceptances: [Acceptance], covering record: IdempotencyRecord) async throws -> [AcceptanceResult] {
        guard !acceptances.isEmpty else { return [] }
        return try await core.committer.accept(acceptances, covering: record)
    }
}
