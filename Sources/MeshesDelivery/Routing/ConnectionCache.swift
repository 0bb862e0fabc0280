import MeshesDestinations
import MeshesModel
import MeshesStorage
import Synchronization

/// Connections with their decrypted settings, as attempts need them. Changed connections are forgotten by
/// `connectionChanged`.
final class ConnectionCache: Sendable {
    private let store: Store
    private let limit: Int
    private let connections = Mutex<[Connection.ID: Connection]>([:])

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        self.limit = limit
    }

    /// Nil when the connection was deleted.
    func connection(_ id: Connection.ID) async throws -> Connection? {
        if let connection = connections.withLock({ $0[id] }) { return connection }
        guard let connection = try await store.connections.find(id) else { return nil }
        connections.withLock { connections in
            if connections.count >= limit { connections.removeAll() }
            connections[id] = connection
        }
        return connection
    }

    func forget(_ id: Connection.ID) {
        connections.withLock { $0[id] = nil }
    }
}
