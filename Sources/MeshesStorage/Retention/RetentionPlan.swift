import MeshesModel

/// What holds for one workspace when history is cut.
struct RetentionPlan: Sendable {
    let workspace: Workspace.ID
    let settings: RetentionSettings
    /// Payloads of its events up to this one are gone.
    let payloadsCut: Event.ID

    /// Counts the workspaces that ask for something else than the server's settings.
    static let exceptions = "SELECT COUNT(*) FROM workspaces w WHERE COALESCE(\(WorkspaceRetention.columns)) IS NOT NULL"

    /// One for each workspace.
    static func all(_ settings: RetentionSettings, on connection: any SQLConnection) throws -> [RetentionPlan] {
        try connection.query(
            """
            SELECT w.id, p.event_id, \(WorkspaceRetention.columns)
            FROM workspaces w LEFT JOIN payload_cuts p ON p.workspace_id = w.id
            """, []
        ) { row in
            RetentionPlan(
                workspace: try row.id(0), settings: settings.adjusted(to: WorkspaceRetention(row, at: 2)),
                payloadsCut: row.isNull(1) ? Event.ID(high: 0, low: 0) : try row.id(1))
        }
    }
}
