public import MeshesModel

/// Workspaces and their publishable keys.
public struct WorkspaceRepository: Sendable {
    let core: StoreCore

    /// Makes a workspace together with its first publishable key.
    ///
    /// - Throws: `nameTaken` when the organisation has a workspace of that name; 403 for an access to one workspace only.
    public func create(
        _ access: Access, name: String, description: String?, retention: WorkspaceRetention = WorkspaceRetention()
    ) async throws -> (workspace: Workspace, key: PublishableKey) {
        try access.require(.createWorkspaces)
        let workspace = Workspace(
            fresh: name, organization: access.organization, description: description, retention: retention, core)
        let key = PublishableKey(firstOf: workspace, core)
        try await core.database.write { connection in
            guard try workspace.insert(on: connection) else { throw Self.nameTaken }
            try key.insert(on: connection)
        }
        return (workspace, key)
    }

    /// - Throws: `notFound`.
    public func get(_ access: Access, _ id: Workspace.ID) async throws -> Workspace {
        try await core.database.read { connection in
            guard let workspace = try Workspace.find(access, id, on: connection) else { throw MeshesError.notFound("Workspace") }
            return workspace
        }
    }

    /// Changes name, description and retention.
    ///
    /// - Parameters:
    ///   - name: nil keeps it.
    ///   - description: nil keeps it, `.some(nil)` clears it.
    ///   - retention: nil keeps it.
    /// - Throws: `notFound`, `nameTaken`.
    public func update(
        _ access: Access, _ id: Workspace.ID, name: String? = nil, description: String?? = nil, retention: RetentionChange? = nil
    ) async throws -> Workspace {
        let now = core.time.now()
        return try await core.database.write { connection in
            guard var workspace = try Workspace.find(access, id, on: connection) else { throw MeshesError.notFound("Workspace") }
            workspace.name = name ?? workspace.name
            if let description { workspace.description = description }
            workspace.retention = retention?.applied(to: workspace.retention) ?? workspace.retention
            workspace.updatedAt = now
            let organization = SQLValue.id(access.organization)
            let changed = try connection.execute(
                """
                UPDATE workspaces SET name = ?, description = ?, updated_at = ?, keep_events = ?, keep_failed_events = ?,
                keep_payloads = ?, keep_response_details = ?, keep_counters = ? WHERE id = ? AND organization_id = ?
                AND NOT EXISTS (SELECT 1 FROM workspaces o WHERE o.organization_id = ? AND o.name = ? AND o.id <> ?)
                """,
                [.text(workspace.name), .text(workspace.description), .time(now)] + workspace.retention.arguments
                    + [.id(id), organization, organization, .text(workspace.name), .id(id)])
            guard changed > 0 else { throw Self.nameTaken }
            return workspace
        }
    }

    /// Workspaces within reach, newest first.
    ///
    /// - Throws: 400 for a foreign cursor.
    public func list(_ access: Access, _ page: PageRequest) async throws -> Page<Workspace> {
        try await core.database.read { connection in
            let key = ListKey("workspaces", access)
            let after = try key.position(of: page, Workspace.self)
            let only = access.workspace.map { [SQLValue.id($0)] } ?? []
            let workspaces = try connection.query(
                """
                SELECT \(Workspace.columns) FROM workspaces w WHERE w.organization_id = ?
                \(only.isEmpty ? "" : "AND w.id = ?") AND w.id < ? ORDER BY w.id DESC LIMIT ?
                """, [.id(access.organization)] + only + [.id(after), .int(page.limit + 1)]
            ) { try Workspace($0) }
            return key.page(workspaces, page) { $0.id }
        }
    }

    /// The newest publishable key of a workspace that is not revoked.
    ///
    /// - Throws: `notFound`.
    public func publishableKey(_ access: Access, _ workspace: Workspace.ID) async throws -> PublishableKey {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = try connection.first(
                """
                SELECT \(PublishableKey.columns) FROM publishable_keys k WHERE \(access.condition("k")) AND k.revoked_at IS NULL
                ORDER BY k.id DESC LIMIT 1
                """, access.arguments
            ) { try PublishableKey($0) }
            guard let key else { throw MeshesError.notFound("Publishable key") }
            return key
        }
    }

    /// The keys that callers sent, in the order of the texts; also those that are revoked, nil for unknown ones.
    public func find(publishableKeys texts: [String]) async throws -> [PublishableKey?] {
        try await core.database.read { connection in
            try connection.firstOfEach(
                "SELECT \(PublishableKey.columns) FROM publishable_keys k WHERE k.key = ?", texts.map { [.text($0)] }
            ) { try PublishableKey($0) }
        }
    }

    private static let nameTaken = MeshesError(
        .nameTaken, "A workspace of this name exists already.",
        issues: [ParameterIssue("name", "is taken by another workspace")])
}
