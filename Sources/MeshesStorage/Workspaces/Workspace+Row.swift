import MeshesModel

extension Workspace {
    /// Columns of `workspaces w` that make a workspace.
    static let columns = "w.id, w.organization_id, w.name, w.description, w.created_at, w.updated_at, \(WorkspaceRetention.columns)"

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), name: row.text(2), description: row.optionalText(3),
            retention: WorkspaceRetention(row, at: 6), createdAt: row.time(4), updatedAt: row.time(5))
    }

    /// A new workspace, not stored yet.
    init(
        fresh name: String, organization: Organization.ID, description: String? = nil, retention: WorkspaceRetention = WorkspaceRetention(),
        _ core: StoreCore
    ) {
        let now = core.time.now()
        self.init(
            id: core.ids.next(), organization: organization, name: name, description: description, retention: retention, createdAt: now,
            updatedAt: now)
    }

    /// - Returns: false when the organisation has a workspace of that name.
    func insert(on connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO workspaces (id, organization_id, name, description, created_at, updated_at, keep_events,
            keep_failed_events, keep_payloads, keep_response_details, keep_counters)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organization_id, name) DO NOTHING
            """,
            [.id(id), .id(organization), .text(name), .text(description), .time(createdAt), .time(updatedAt)] + retention.arguments) > 0
    }

    /// Nil for what lies outside `access`.
    static func find(_ access: Access, _ id: Workspace.ID, on connection: any SQLConnection) throws -> Workspace? {
        guard access.reaches(id) else { return nil }
        return try connection.first(
            "SELECT \(columns) FROM workspaces w WHERE w.id = ? AND w.organization_id = ?", [.id(id), .id(access.organization)]
        ) { try Workspace($0) }
    }
}
