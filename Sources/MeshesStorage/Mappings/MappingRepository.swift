public import MeshesModel

/// Default mappings of connections. Each save makes a new version; the newest is in force.
public struct MappingRepository: Sendable {
    let core: StoreCore

    /// The mapping in force; nil when none was saved.
    ///
    /// - Throws: `notFound` for a foreign connection.
    public func current(_ access: Access, _ id: Connection.ID) async throws -> DefaultMapping? {
        try await core.database.read { connection in
            _ = try Self.owner(access, id, on: connection)
            return try Self.current(id, on: connection)
        }
    }

    /// For the engine, which has no caller: the mapping that was in force at a moment; nil when none had been saved.
    public func find(_ id: Connection.ID, at moment: Timestamp = .never) async throws -> DefaultMapping? {
        try await core.database.read { try Self.current(id, at: moment, on: $0) }
    }

    /// - Throws: `notFound` for a foreign connection; `versionMismatch` unless the expected version is in force.
    public func save(_ access: Access, _ new: NewMapping) async throws -> DefaultMapping {
        let now = core.time.now()
        let id: DefaultMapping.ID = core.ids.next()
        return try await core.database.write { connection in
            let owner = try Self.owner(access, new.connection, on: connection)
            let present = try Self.current(new.connection, on: connection)
            if let expected = new.expectedVersion, expected != present?.version ?? 0 {
                throw MeshesError(
                    .versionMismatch, "The mapping has version \(present?.version ?? 0), not \(expected).",
                    issues: [ParameterIssue("expected_version", "is not the present version")])
            }
            let saved = DefaultMapping(
                id: id, mappingID: present?.mappingID ?? id, version: (present?.version ?? 0) + 1, workspace: owner.workspace,
                connection: new.connection, type: owner.type, name: new.name ?? present?.name ?? "Default mapping",
                schema: new.schema, catalogVersion: new.catalogVersion, createdBy: access.createdBy,
                createdAt: present?.createdAt ?? now, updatedAt: now)
            let inserted = try connection.execute(
                """
                INSERT INTO mappings (id, mapping_id, version, organization_id, workspace_id, connection_id, type, name,
                mapping_schema, catalog_version, created_by, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connection_id, version) DO NOTHING
                """,
                [
                    .id(id), .id(saved.mappingID), .integer(saved.version), .id(access.organization), .id(saved.workspace),
                    .id(saved.connection), .text(saved.type.rawValue), .text(saved.name), .text(saved.schema.compactText),
                    .text(saved.catalogVersion), .text(saved.createdBy), .time(saved.createdAt), .time(now),
                ])
            guard inserted > 0 else {
                throw MeshesError(.versionMismatch, "The mapping was saved by someone else meanwhile.")
            }
            return saved
        }
    }

    private static func owner(
        _ access: Access, _ id: Connection.ID, on connection: any SQLConnection
    ) throws -> (workspace: Workspace.ID, type: IntegrationType) {
        let reach = access.connections("c")
        let owner = try connection.first(
            "SELECT c.workspace_id, c.type FROM connections c WHERE c.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { (workspace: try $0.id(0, of: Workspace.self), type: try $0.value(1, as: IntegrationType.self)) }
        guard let owner else { throw MeshesError.notFound("Connection") }
        return owner
    }

    private static func current(
        _ id: Connection.ID, at moment: Timestamp = .never, on connection: any SQLConnection
    ) throws -> DefaultMapping? {
        try connection.first(
            """
            SELECT id, mapping_id, version, workspace_id, connection_id, type, name, mapping_schema, catalog_version, created_by,
            created_at, updated_at FROM mappings WHERE connection_id = ? AND updated_at <= ? ORDER BY version DESC LIMIT 1
            """, [.id(id), .time(moment)]
        ) { row in
            DefaultMapping(
                id: try row.id(0), mappingID: try row.id(1), version: row.integer(2), workspace: try row.id(3),
                connection: try row.id(4), type: try row.value(5), name: row.text(6),
                schema: try JSONObject(stored: row.text(7)), catalogVersion: row.optionalText(8),
                createdBy: row.optionalText(9), createdAt: row.time(10), updatedAt: row.time(11))
        }
    }
}
