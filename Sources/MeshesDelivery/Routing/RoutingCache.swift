import MeshesModel
import MeshesStorage
import Synchronization

/// The routing tables that acceptance matches against, read from the store when first needed. A table that has gone stale
/// is noticed by the accepting commit, which compares versions, so nothing here needs a time limit.
final class RoutingCache: Sendable {
    private let store: Store
    private let limit: Int
    private let tables = Mutex<[Workspace.ID: RoutingTable]>([:])

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        self.limit = limit
    }

    /// - Throws: `notFound` for a workspace that does not exist or belongs to another organisation.
    func table(_ workspace: Workspace.ID, organization: Organization.ID) async throws -> RoutingTable {
        if let table = tables.withLock({ $0[workspace] }), table.organization == organization { return table }
        guard let table = try await store.routing.table(workspace), table.organization == organization else {
            throw MeshesError.notFound("Workspace")
        }
        tables.withLock { tables in
            if tables.count >= limit { tables.removeAll() }
            tables[workspace] = table
        }
        return table
    }

    func forget(_ workspace: Workspace.ID) {
        tables.withLock { $0[workspace] = nil }
    }
}
