public import MeshesModel

/// Connections. Their secrets are encrypted in the database.
public struct ConnectionRepository: Sendable {
    let core: StoreCore

    /// - Throws: `notFound` for a foreign workspace, `nameTaken`.
    public func create(_ access: Access, _ new: NewConnection) async throws -> Connection {
        let now = core.time.now()
        let made = Connection(
            id: core.ids.next(), organization: access.organization, workspace: new.workspace, type: new.type, name: new.name,
            metadata: new.metadata, secrets: new.secrets, active: new.active,
            inactiveReason: new.active ? nil : .manuallyInactivated, inactiveSince: new.active ? nil : now, hidden: new.hidden,
            createdBy: access.createdBy, createdAt: now, updatedAt: now)
        let keys = core.keys
        try await core.database.write { connection in
            _ = try access.narrowed(to: new.workspace, on: connection)
            let secrets = try keys.sealSettings(new.secrets, for: made.id)
            let inserted = try connection.execute(
                """
                INSERT INTO connections (id, organization_id, workspace_id, type, name, metadata, secrets, active,
                inactive_reason, inactive_since, hidden, version, created_by, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (workspace_id, name) DO NOTHING
                """,
                [
                    .id(made.id), .id(made.organization), .id(made.workspace), .text(made.type.rawValue), .text(made.name),
                    .text(made.metadata.compactText), secrets.map { .blob($0) } ?? .null, .bool(made.active),
                    .text(made.inactiveReason?.rawValue), .time(made.inactiveSince), .bool(made.hidden), .text(made.createdBy),
                    .time(now), .time(now),
                ])
            guard inserted > 0 else { throw Self.nameTaken }
        }
        return made
    }

    /// - Throws: `notFound`.
    public func get(_ access: Access, _ id: Connection.ID) async throws -> Connection {
        let key = core.keys
        return try await core.database.read { connection in
            guard let found = try Connection.find(access, id, key, on: connection) else {
                throw MeshesError.notFound("Connection")
            }
            return found
        }
    }

    /// For the engine, which has no caller: nil for a connection that is gone.
    public func find(_ id: Connection.ID) async throws -> Connection? {
        let key = core.keys
        return try await core.database.read { connection in
            try connection.first("SELECT \(Connection.columns) FROM connections c WHERE c.id = ?", [.id(id)]) {
                try Connection($0, key)
            }
        }
    }

    /// Connections, newest first; of one workspace, or of all within reach. One whose secrets cannot be opened comes without them.
    ///
    /// - Throws: `notFound` for a foreign workspace, 400 for a foreign cursor.
    public func list(
        _ access: Access, _ workspace: Workspace.ID? = nil, _ filter: ConnectionFilter = ConnectionFilter(), _ page: PageRequest
    ) async throws -> Page<Connection> {
        let encryption = core.keys
        return try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = ListKey("connections", access, filter.parts)
            let after = try key.position(of: page, Connection.self)
            let reach = access.connections("c")
            let found = try connection.query(
                """
                SELECT \(Connection.columns) FROM connections c WHERE \(reach.sql) AND \(filter.condition.sql) AND c.id < ?
                ORDER BY c.id DESC LIMIT ?
                """, reach.arguments + filter.condition.arguments + [.id(after), .int(page.limit + 1)]
            ) { try Connection($0, encryption, mayLackSecrets: true) }
            return key.page(found, page) { $0.id }
        }
    }

    static let nameTaken = MeshesError(
        .nameTaken, "A connection of this name exists already in the workspace.",
        issues: [ParameterIssue("name", "is taken by another connection")])
}
