public import MeshesModel

extension ConnectionRepository {
    /// What went with a connection.
    public struct Deleted: Sendable {
        /// As it was; without secrets that cannot be opened.
        public var connection: Connection
        public var rules: [Rule.ID]
        /// Its grant when no other connection uses it: gone from the store too, and to be revoked at the provider.
        public var orphan: OAuthGrant?
    }

    /// Saves all settings of a connection. `version` and `updatedAt` are set here; type, workspace and creation stay.
    ///
    /// - Parameter version: the version that the change was made from.
    /// - Returns: the connection as it is now.
    /// - Throws: `notFound`, `nameTaken`, `versionMismatch` when someone else changed it meanwhile.
    public func update(_ access: Access, _ changed: Connection, expecting version: Int64) async throws -> Connection {
        let now = core.time.now()
        let key = core.keys
        return try await core.database.write { connection in
            guard let present = try Connection.find(access, changed.id, key, on: connection) else {
                throw MeshesError.notFound("Connection")
            }
            guard present.version == version else {
                throw MeshesError(.versionMismatch, "The connection was changed by someone else meanwhile.")
            }
            let secrets = try key.sealSettings(changed.secrets, for: changed.id)
            let updated = try connection.execute(
                """
                UPDATE connections SET name = ?, metadata = ?, secrets = ?, active = ?, inactive_reason = ?,
                inactive_detail = ?, inactive_since = ?, hidden = ?, version = version + 1, updated_at = ?
                WHERE id = ? AND version = ?
                AND NOT EXISTS (SELECT 1 FROM connections o WHERE o.workspace_id = ? AND o.name = ? AND o.id <> ?)
                """,
                [
                    .text(changed.name), .text(changed.metadata.compactText), secrets.map { .blob($0) } ?? .null,
                    .bool(changed.active), .text(changed.inactiveReason?.rawValue), .text(changed.inactiveDetail),
                    .time(changed.inactiveSince), .bool(changed.hidden), .time(now), .id(changed.id), .integer(version),
                    .id(present.workspace), .text(changed.name), .id(changed.id),
                ])
            guard updated > 0 else { throw Self.nameTaken }
            if present.active != changed.active { try RoutingVersions.bump(present.workspace, connection) }
            return try Connection.find(access, changed.id, key, on: connection) ?? present
        }
    }

    /// Switches a connection off; new deliveries to it are parked from now on.
    ///
    /// - Returns: whether it was on.
    @discardableResult
    public func switchOff(
        _ id: Connection.ID, reason: InactiveReason?, detail: String, at now: Timestamp
    ) async throws -> Bool {
        try await core.database.write { connection in
            let workspace: Workspace.ID? = try connection.first(
                "SELECT workspace_id FROM connections WHERE id = ? AND active = 1", [.id(id)]
            ) { try $0.id(0) }
            guard let workspace else { return false }
            try connection.execute(
                """
                UPDATE connections SET active = 0, inactive_reason = ?, inactive_detail = ?, inactive_since = ?,
                version = version + 1, updated_at = ? WHERE id = ?
                """, [.text(reason?.rawValue), .text(detail), .time(now), .time(now), .id(id)])
            try RoutingVersions.bump(workspace, connection)
            return true
        }
    }

    /// Removes a connection with its mappings and, when forced, its rules. History stays; the caller cancels what is queued.
    ///
    /// - Throws: `notFound`; `rulesExist` unless forced.
    public func delete(
        _ access: Access, _ id: Connection.ID, force: Bool
    ) async throws -> Deleted {
        let key = core.keys
        return try await core.database.write { connection in
            guard let present = try Connection.find(access, id, key, mayLackSecrets: true, on: connection) else {
                throw MeshesError.notFound("Connection")
            }
            let rules: [Rule.ID] = try connection.query("SELECT id FROM rules WHERE connection_id = ?", [.id(id)]) {
                try $0.id(0)
            }
            let hidden: [Rule.ID] = try connection.query(
                "SELECT id FROM rules WHERE connection_id = ? AND hidden = 1", [.id(id)]
            ) { try $0.id(0) }
            guard force || rules.isEmpty else {
                throw MeshesError(
                    .rulesExist, "\(rules.count) rules use this connection. Delete them first, or send force_delete.")
            }
            for rule in hidden { try Concealed.remember(rule, on: connection) }
            if present.hidden { try Concealed.remember(id, on: connection) }
            for table in ["rules", "mappings", "connection_data"] {
                try connection.execute("DELETE FROM \(table) WHERE connection_id = ?", [.id(id)])
            }
            try connection.execute("DELETE FROM connections WHERE id = ?", [.id(id)])
            try Activity.remove(rules.map { .id($0) } + [.id(id)], on: connection)
            try RoutingVersions.bump(present.workspace, connection)
            let orphan = try present.grant.flatMap { try OAuthGrant.removeIfUnused($0, key, on: connection) }
            return Deleted(connection: present, rules: rules, orphan: orphan)
        }
    }
}
