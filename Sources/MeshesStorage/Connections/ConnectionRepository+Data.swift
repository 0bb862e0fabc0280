public import MeshesModel

extension ConnectionRepository {
    /// What the provider said last; nil when it was never asked.
    ///
    /// - Throws: `notFound` for a foreign connection.
    public func cached(
        _ access: Access, _ id: Connection.ID, _ kind: CachedConnectionData.Kind
    ) async throws -> CachedConnectionData? {
        try await core.database.read { connection in
            try Self.requireConnection(access, id, on: connection)
            return try Self.copy(id, kind, on: connection)
        }
    }

    /// The same for the engine, which has no caller.
    public func cached(_ id: Connection.ID, _ kind: CachedConnectionData.Kind) async throws -> CachedConnectionData? {
        try await core.database.read { try Self.copy(id, kind, on: $0) }
    }

    private static func copy(
        _ id: Connection.ID, _ kind: CachedConnectionData.Kind, on connection: any SQLConnection
    ) throws -> CachedConnectionData? {
        try connection.first(
            "SELECT json, version, refreshed_at FROM connection_data WHERE connection_id = ? AND kind = ?",
            [.id(id), .int(kind.rawValue)]
        ) { CachedConnectionData(json: $0.blob(0), version: $0.text(1), refreshedAt: $0.time(2)) }
    }

    /// Keeps what the provider said now.
    ///
    /// - Throws: `notFound` for a foreign connection.
    public func cache(
        _ access: Access, _ id: Connection.ID, _ kind: CachedConnectionData.Kind, _ data: CachedConnectionData
    ) async throws {
        try await core.database.write { connection in
            try Self.requireConnection(access, id, on: connection)
            try connection.execute(
                """
                INSERT INTO connection_data (connection_id, kind, json, version, refreshed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (connection_id, kind) DO UPDATE SET json = excluded.json, version = excluded.version,
                refreshed_at = excluded.refreshed_at
                """,
                [.id(id), .int(kind.rawValue), .blob(data.json), .text(data.version), .time(data.refreshedAt)])
        }
    }

    private static func requireConnection(_ access: Access, _ id: Connection.ID, on connection: any SQLConnection) throws {
        let reach = access.connections("c")
        let found = try connection.first(
            "SELECT 1 FROM connections c WHERE c.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { _ in true }
        guard found != nil else { throw MeshesError.notFound("Connection") }
    }
}
