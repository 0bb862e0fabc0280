public import MeshesModel

/// Event types and resources that workspaces know.
public struct CatalogRepository: Sendable {
    let core: StoreCore

    /// The entries of a kind, by key: at most 1,000.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func list(_ access: Access, _ workspace: Workspace.ID, _ kind: CatalogEntry.Kind) async throws -> [CatalogEntry] {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            return try connection.query(
                "SELECT \(CatalogEntry.columns) FROM catalog c WHERE \(access.condition("c")) AND c.kind = ? ORDER BY c.key",
                access.arguments + [.int(kind.rawValue)]
            ) { try CatalogEntry($0) }
        }
    }

    /// Adds names that are missing. Known ones stay as they are; those beyond 1,000 a kind are left out.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func register(_ access: Access, _ workspace: Workspace.ID, _ keys: [CatalogKey]) async throws {
        let now = core.time.now()
        try await core.database.write { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            try CatalogEntry.register(
                keys, organization: access.organization, workspace: workspace, createdBy: access.createdBy, at: now,
                on: connection)
        }
    }
}
