import MeshesModel
import MeshesStorage

/// Connections with their decrypted settings, as attempts need them. Changed connections are forgotten by
/// `connectionChanged`.
final class ConnectionCache: Sendable {
    private let store: Store
    private let connections: SharedCache<Connection.ID, Connection>

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        connections = SharedCache(limit: limit)
    }

    /// Nil when the connection was deleted.
    func connection(_ id: Connection.ID) async throws -> Connection? {
        try await connections.value(id) { try await store.connections.find(id) }
    }

    /// Nil also when its secrets cannot be opened: for who looks at many connections, so that one of them stops no other.
    func readable(_ id: Connection.ID) async throws -> Connection? {
        do {
            return try await connection(id)
        } catch is EncryptionKeyError {
            return nil
        }
    }

    func forget(_ id: Connection.ID) { connections.forget(id) }

    func forgetAll(keeping: Bool) { connections.forgetAll(keeping: keeping) }
}
