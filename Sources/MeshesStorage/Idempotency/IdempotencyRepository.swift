public import MeshesModel

/// Idempotency keys of the ingestion calls.
public struct IdempotencyRepository: Sendable {
    let core: StoreCore

    /// The answer that was given to the request with this key; nil when there was none or it is too old.
    public func find(_ workspace: Workspace.ID, _ key: String) async throws -> IdempotencyRecord? {
        let oldest = core.time.now() - core.idempotencyLifetime
        let record = try await core.database.read { try IdempotencyRecord.find(workspace, key, on: $0) }
        return record.flatMap { $0.createdAt > oldest ? $0 : nil }
    }
}
