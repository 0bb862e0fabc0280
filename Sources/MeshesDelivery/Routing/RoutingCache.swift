import MeshesModel
import MeshesStorage

/// The routing tables that acceptance matches against, read from the store when first needed. A table that has gone stale
/// is noticed by the accepting commit, which compares versions, so nothing here needs a time limit.
final class RoutingCache: Sendable {
    private let store: Store
    private let tables: SharedCache<Workspace.ID, RoutingTable>

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        tables = SharedCache(limit: limit)
    }

    /// The table, when it is in memory.
    func known(_ workspace: Workspace.ID, organization: Organization.ID) -> RoutingTable? {
        guard let table = tables.known(workspace), table.organization == organization else { return nil }
        return table
    }

    /// - Throws: `notFound` for a workspace that does not exist or belongs to another organisation.
    func table(_ workspace: Workspace.ID, organization: Organization.ID) async throws -> RoutingTable {
        let table = try await tables.value(workspace) { try await store.routing.table(workspace) }
        guard let table, table.organization == organization else { throw MeshesError.notFound("Workspace") }
        return table
    }

    func forget(_ workspace: Workspace.ID) { tables.forget(workspace) }

    func forgetAll(keeping: Bool) { tables.forgetAll(keeping: keeping) }
}
