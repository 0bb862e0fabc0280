import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import MeshesStorage
import NIOCore
import Synchronization

/// Makes requests with an idempotency key take effect once (api.md 12): the same key with the same body gets the first
/// answer again, with another body 409; refused requests are not remembered.
final class IdempotencyGuard: Sendable {
    private struct Running: Hashable {
        var workspace: Workspace.ID
        var key: String
    }

    private let store: Store
    /// Keys of requests that this node is working on.
    private let running = Mutex<Set<Running>>([])

    init(store: Store) {
        self.store = store
    }

    /// - Parameters:
    ///   - accept: stores the event together with the record of this use.
    ///   - reply: the answer to a first use.
    func once(
        _ use: IdempotentUse, accept: () async throws -> AcceptedEvent?, reply: (AcceptedEvent?) throws -> Reply
    ) async throws -> Reply {
        try await exclusively(use) {
            if let record = try await store.idempotency.find(use.workspace, use.key) { return try use.replay(record) }
            let result = try await accept()
            // Another node was faster.
            if case .duplicate(let record) = result { return try use.replay(record) }
            return try reply(result)
        }
    }

    /// - Throws: 409 with `Retry-After` while another request with this key runs.
    func exclusively<Result>(_ use: IdempotentUse, _ body: () async throws -> Result) async throws -> Result {
        let this = Running(workspace: use.workspace, key: use.key)
        guard running.withLock({ $0.insert(this).inserted }) else {
            throw MeshesError(.conflict, "The first request with this Idempotency-Key is still running.", retryAfter: 1)
        }
        defer { running.withLock { _ = $0.remove(this) } }
        return try await body()
    }

    func record(of use: IdempotentUse) async throws -> IdempotencyRecord? {
        try await store.idempotency.find(use.workspace, use.key)
    }
}

extension IdempotentUse {
    /// The first answer again.
    ///
    /// - Throws: 409 when the first body was another.
    func replay(_ record: IdempotencyRecord) throws(MeshesError) -> Reply {
        guard record.bodyHash == hash else {
            throw MeshesError(.idempotencyMismatch, "This Idempotency-Key was used with another body.")
        }
        return Reply(HTTPResponse.Status(code: record.status), body: ByteBuffer(bytes: record.body))
    }
}
