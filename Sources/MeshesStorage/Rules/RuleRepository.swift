public import MeshesModel

/// Rules. Their metadata is versioned, so that a delivery keeps what it was accepted under.
public struct RuleRepository: Sendable {
    let core: StoreCore

    /// Stores a new rule. Its organisation is the access's, its type the connection's; version and times are set here. For
    /// a session that is locked to a resource it becomes a rule of that resource.
    ///
    /// - Throws: `notFound` for a foreign workspace or connection; `conflict` when an equal rule exists.
    public func create(_ access: Access, _ rule: Rule) async throws -> Rule {
        let now = core.time.now()
        return try await core.database.write { connection in
            let access = try access.narrowed(to: rule.workspace, on: connection)
            var rule = rule
            rule.type = try Self.type(of: rule.connection, access, on: connection)
            rule.organization = access.organization
            rule.keepWithin(access)
            rule.version = 1
            rule.createdAt = now
            rule.updatedAt = now
            let inserted = try connection.execute(
                """
                INSERT INTO rules (id, organization_id, workspace_id, connection_id, type, event, resource, resource_id, metadata,
                fingerprint, active, hidden, version, created_by, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (workspace_id, fingerprint) DO NOTHING
                """,
                [
                    .id(rule.id), .id(rule.organization), .id(rule.workspace), .id(rule.connection), .text(rule.type.rawValue),
                    .text(rule.event), .text(rule.resource), .text(rule.resourceID), .text(rule.metadata.compactText),
                    .blob(rule.fingerprint), .bool(rule.active), .bool(rule.hidden), .text(rule.createdBy), .time(now), .time(now),
                ])
            guard inserted > 0 else { throw Self.equalRule }
            try Self.settle(rule, at: now, on: connection)
            return rule
        }
    }

    /// Saves what a rule matches and does, and whether it is active. Version and time are set here. For a session that is
    /// locked to a resource it stays a rule of that resource.
    ///
    /// - Returns: the rule as it is now.
    /// - Throws: `notFound`; `conflict` when an equal rule exists.
    public func update(_ access: Access, _ rule: Rule) async throws -> Rule {
        let now = core.time.now()
        return try await core.database.write { connection in
            guard let present = try Rule.find(access, rule.id, on: connection) else { throw MeshesError.notFound("Rule") }
            let access = try access.narrowed(to: present.workspace, on: connection)
            var changed = rule
            changed.organization = present.organization
            changed.workspace = present.workspace
            changed.keepWithin(access)
            changed.type = try Self.type(of: rule.connection, access, on: connection)
            changed.version = present.version + (rule.metadata == present.metadata ? 0 : 1)
            changed.createdBy = present.createdBy
            changed.createdAt = present.createdAt
            changed.updatedAt = now
            let fingerprint = SQLValue.blob(changed.fingerprint)
            let updated = try connection.execute(
                """
                UPDATE rules SET connection_id = ?, type = ?, event = ?, resource = ?, resource_id = ?, metadata = ?,
                fingerprint = ?, active = ?, hidden = ?, version = ?, updated_at = ? WHERE id = ?
                AND NOT EXISTS (SELECT 1 FROM rules o WHERE o.workspace_id = ? AND o.fingerprint = ? AND o.id <> ?)
                """,
                [
                    .id(changed.connection), .text(changed.type.rawValue), .text(changed.event), .text(changed.resource),
                    .text(changed.resourceID), .text(changed.metadata.compactText), fingerprint, .bool(changed.active),
                    .bool(changed.hidden), .integer(changed.version), .time(now), .id(changed.id), .id(changed.workspace),
                    fingerprint, .id(changed.id),
                ])
            guard updated > 0 else { throw Self.equalRule }
            try Self.settle(changed, at: now, on: connection)
            return changed
        }
    }

    /// Removes a rule. History and the versions that it refers to stay; the caller cancels what is queued.
    ///
    /// - Returns: the rule as it was.
    /// - Throws: `notFound`.
    public func delete(_ access: Access, _ id: Rule.ID) async throws -> Rule {
        try await core.database.write { connection in
            guard let present = try Rule.find(access, id, on: connection) else { throw MeshesError.notFound("Rule") }
            if present.hidden { try Concealed.remember(present.id, on: connection) }
            try connection.execute("DELETE FROM rules WHERE id = ?", [.id(id)])
            try Activity.remove([.id(id)], on: connection)
            try RoutingVersions.bump(present.workspace, connection)
            return present
        }
    }

    /// What goes with every saved rule: its version, the names it uses, and the notice to acceptance.
    private static func settle(_ rule: Rule, at now: Timestamp, on connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO rule_versions (rule_id, version, workspace_id, metadata, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (rule_id, version) DO NOTHING
            """,
            [.id(rule.id), .integer(rule.version), .id(rule.workspace), .text(rule.metadata.compactText), .time(now)])
        var names = [CatalogKey(kind: .eventType, key: rule.event)]
        if let resource = rule.resource { names.append(CatalogKey(kind: .resource, key: resource)) }
        try CatalogEntry.register(
            names, organization: rule.organization, workspace: rule.workspace, createdBy: rule.createdBy, at: now,
            on: connection)
        try RoutingVersions.bump(rule.workspace, connection)
    }

    private static func type(
        of id: Connection.ID, _ access: Access, on connection: any SQLConnection
    ) throws -> IntegrationType {
        let reach = access.connections("c")
        let type = try connection.first(
            "SELECT c.type FROM connections c WHERE c.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { try $0.value(0, as: IntegrationType.self) }
        guard let type else { throw MeshesError.notFound("Connection") }
        return type
    }

    private static let equalRule = MeshesError(.conflict, "An equal rule exists already.")
}
