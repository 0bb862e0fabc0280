public import MeshesModel

extension GrantRepository {
    /// What signing in has made.
    public struct SignedIn: Sendable {
        public var connection: Connection
        /// A grant that no connection uses any more and that is gone from the store: to be revoked at the provider.
        public var orphan: OAuthGrant?
    }

    /// Ends a run well: keeps the tokens, makes or reconnects the connection, and notes the success, all or nothing.
    ///
    /// - Throws: `notFound` for a workspace or connection that is gone, `nameTaken`, `conflict` when a reconnection came from
    ///   another account than the connection's.
    public func signIn(_ setup: OAuthSetup, _ new: NewGrant) async throws -> SignedIn {
        let core = self.core
        let now = core.time.now()
        return try await core.database.write { connection in
            let reach = Access.system(setup.organization, workspace: setup.workspace)
            _ = try reach.narrowed(to: setup.workspace, on: connection)
            let made: Connection.ID
            var former: OAuthGrant?
            switch setup.purpose {
            case .newConnection(let name, let hidden):
                let grant = try Self.keep(new, of: setup, core, now, on: connection)
                made = core.ids.next()
                try Self.insert(made, setup, name: name, hidden: hidden, grant, new.account, now, on: connection)
            case .reconnection(let id):
                guard let present = try Connection.find(reach, id, core.keys, on: connection) else {
                    throw MeshesError.notFound("Connection")
                }
                former = try present.grant.flatMap { try OAuthGrant.find($0, core.keys, on: connection) }
                if let former, former.account.id != new.account.id { throw Self.otherAccount(former.account, new.account) }
                let grant = try Self.keep(new, of: setup, core, now, on: connection)
                made = id
                try Self.reconnect(present, grant, new.account, now, on: connection)
            }
            try connection.execute(
                "UPDATE oauth_setups SET result_connection_id = ?, verifier = NULL WHERE id = ?", [.id(made), .id(setup.id)])
            guard let result = try Connection.find(reach, made, core.keys, on: connection) else {
                throw MeshesError.notFound("Connection")
            }
            let orphan = try former.flatMap { try OAuthGrant.removeIfUnused($0.id, core.keys, on: connection) }
            return SignedIn(connection: result, orphan: orphan)
        }
    }

    /// The grant of the account and person, made or renewed.
    private static func keep(
        _ new: NewGrant, of setup: OAuthSetup, _ core: StoreCore, _ now: Timestamp, on connection: any SQLConnection
    ) throws -> OAuthGrant.ID {
        let known = try connection.first(
            """
            SELECT \(OAuthGrant.columns) FROM oauth_grants g
            WHERE g.organization_id = ? AND g.type = ? AND g.account_id = ? AND g.account_user = ?
            """,
            [.id(setup.organization), .text(setup.type.rawValue), .text(new.account.id), .text(new.account.user)]
        ) { try OAuthGrant($0, core.keys) }
        let id = known?.id ?? core.ids.next()
        let tokens = known?.tokens.replaced(by: new.tokens) ?? new.tokens
        let values: [SQLValue] = [
            .text(new.account.name), .text(new.account.details.compactText), .text(new.scopes.joined(separator: " ")),
            .blob(try core.keys.seal(tokens, for: id)), .time(tokens.issuedAt), .time(tokens.expiresAt), .time(now),
        ]
        if known != nil {
            try connection.execute(
                """
                UPDATE oauth_grants SET account_name = ?, account_details = ?, scopes = ?, tokens = ?, issued_at = ?,
                expires_at = ?, updated_at = ?, refreshing_until = NULL, end_reason = NULL, end_detail = NULL,
                version = version + 1 WHERE id = ?
                """, values + [.id(id)])
        } else {
            try connection.execute(
                """
                INSERT INTO oauth_grants (account_name, account_details, scopes, tokens, issued_at, expires_at, updated_at, id,
                organization_id, type, account_id, account_user, version, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """,
                values + [
                    .id(id), .id(setup.organization), .text(setup.type.rawValue), .text(new.account.id),
                    .text(new.account.user), .time(now),
                ])
        }
        return id
    }

    private static func insert(
        _ id: Connection.ID, _ setup: OAuthSetup, name: String, hidden: Bool, _ grant: OAuthGrant.ID, _ account: OAuthAccount,
        _ now: Timestamp, on connection: any SQLConnection
    ) throws {
        let inserted = try connection.execute(
            """
            INSERT INTO connections (id, organization_id, workspace_id, type, name, metadata, active, hidden, version,
            created_by, created_at, updated_at, grant_id)
            VALUES (?, ?, ?, ?, ?, ?, 1, ?, 1, ?, ?, ?, ?) ON CONFLICT (workspace_id, name) DO NOTHING
            """,
            [
                .id(id), .id(setup.organization), .id(setup.workspace), .text(setup.type.rawValue), .text(name),
                .text(account.details.compactText), .bool(hidden), .text(setup.createdBy), .time(now), .time(now), .id(grant),
            ])
        guard inserted > 0 else { throw ConnectionRepository.nameTaken }
    }

    private static func reconnect(
        _ present: Connection, _ grant: OAuthGrant.ID, _ account: OAuthAccount, _ now: Timestamp, on connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE connections SET metadata = ?, grant_id = ?, active = 1, inactive_reason = NULL, inactive_detail = NULL,
            inactive_since = NULL, version = version + 1, updated_at = ? WHERE id = ?
            """, [.text(account.details.compactText), .id(grant), .time(now), .id(present.id)])
        if !present.active { try RoutingVersions.bump(present.workspace, connection) }
    }

    private static func otherAccount(_ former: OAuthAccount, _ new: OAuthAccount) -> MeshesError {
        let (old, other) = (former.name ?? former.id, new.name ?? new.id)
        return MeshesError(
            .conflict,
            "This connection belongs to \(old), but you signed in to \(other). Sign in to \(old), or make a new connection for \(other).")
    }
}

extension OAuthGrant {
    /// Removes a grant that no connection uses.
    ///
    /// - Returns: the grant as it was, to be revoked at the provider; nil when it stays, and when another organisation has a
    ///   grant of the same account, whose tokens may be the same or fall with these, or when its tokens cannot be opened.
    static func removeIfUnused(
        _ id: OAuthGrant.ID, _ encryption: KeyRing, on connection: any SQLConnection
    ) throws -> OAuthGrant? {
        let user = try connection.first("SELECT 1 FROM connections WHERE grant_id = ?", [.id(id)]) { _ in true }
        guard user == nil else { return nil }
        let opened = try connection.first("SELECT \(columns) FROM oauth_grants g WHERE g.id = ?", [.id(id)]) { try ifItOpens($0, encryption) }
        try connection.execute("DELETE FROM oauth_grants WHERE id = ?", [.id(id)])
        guard let grant = opened ?? nil else { return nil }
        let twin = try connection.first(
            "SELECT 1 FROM oauth_grants WHERE type = ? AND account_id = ? AND account_user = ?",
            [.text(grant.type.rawValue), .text(grant.account.id), .text(grant.account.user)]) { _ in true }
        return twin == nil ? grant : nil
    }
}
