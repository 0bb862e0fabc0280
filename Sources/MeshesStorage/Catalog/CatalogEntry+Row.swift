import MeshesModel

extension CatalogEntry {
    /// The largest number of entries of a kind in a workspace; names beyond it are used but not listed.
    static let capacity = 1000

    /// Columns of `catalog c` that make an entry.
    static let columns = """
        c.id, c.workspace_id, c.kind, c.key, c.label, c.description, c.active, c.created_by, c.created_at, c.updated_at
        """

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), workspace: try row.id(1), kind: try row.value(2), key: row.text(3), label: row.text(4),
            description: row.optionalText(5), active: row.bool(6), createdBy: row.optionalText(7), createdAt: row.time(8),
            updatedAt: row.time(9))
    }

    /// Adds names that are missing.
    static func register(
        _ keys: [CatalogKey], organization: Organization.ID, workspace: Workspace.ID, createdBy: String, at now: Timestamp,
        on connection: any SQLConnection
    ) throws {
        for key in keys {
            let kind = SQLValue.int(key.kind.rawValue)
            let known = try connection.first(
                "SELECT 1 FROM catalog WHERE workspace_id = ? AND kind = ? AND key = ?", [.id(workspace), kind, .text(key.key)]
            ) { _ in true }
            guard known == nil else { continue }
            let count = try connection.first(
                "SELECT COUNT(*) FROM catalog WHERE workspace_id = ? AND kind = ?", [.id(workspace), kind]
            ) { $0.int(0) }
            guard count ?? 0 < capacity else { continue }
            try connection.execute(
                """
                INSERT INTO catalog (id, organization_id, workspace_id, kind, key, label, active, created_by, created_at,
                updated_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                [
                    .id(id(of: key, in: workspace)), .id(organization), .id(workspace), kind, .text(key.key), .text(key.key),
                    .text(createdBy), .time(now), .time(now),
                ])
        }
    }
}
