import MeshesModel

extension Workspace {
    /// Columns of `workspaces w` that make a workspace.
    static let columns = "w.id, w.organization_id, w.name, w.description, w.created_at, w.updated_at, \(WorkspaceRetention.columns)"

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), name: row.text(2), description: row.optionalText(3),
            retention: WorkspaceRetention(row, at: 6), createdAt: row.time(4), updatedAt: row.time(5))
    }

    /// Nil for what lies outside `access`.
    static func find(_ access: Access, _ id: Workspace.ID, on connection: any SQLConnection) throws -> Workspace? {
        guard access.reaches(id) else { return nil }
        return try connection.first(
            "SELECT \(columns) FROM workspaces w WHERE w.id = ? AND w.organization_id = ?", [.id(id), .id(access.organization)]
        ) { try Workspace($0) }
    }
}
