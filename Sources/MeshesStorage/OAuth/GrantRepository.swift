public import MeshesModel

/// What providers' users have granted. No caller reaches a grant but through a connection that lies within their access, so
/// these calls take none: they are the engine's.
public struct GrantRepository: Sendable {
    let core: StoreCore

    /// Nil for a grant that is gone.
    public func find(_ id: OAuthGrant.ID) async throws -> OAuthGrant? {
        let key = core.keys
        return try await core.database.read { try OAuthGrant.find(id, key, on: $0) }
    }

    /// The connections that sign in with a grant.
    public func connections(of id: OAuthGrant.ID) async throws -> [Connection.ID] {
        try await core.database.read { connection in
            try connection.query("SELECT id FROM connections WHERE grant_id = ? ORDER BY id", [.id(id)]) { try $0.id(0) }
        }
    }

    /// Takes the right to spend the refresh token of this version, for a time. Of several nodes one gets it; the mark stays
    /// when that one dies, until the time is over.
    ///
    /// - Returns: false when the grant has moved on, has ended, or somebody else holds the right.
    public func beginRefresh(_ id: OAuthGrant.ID, version: Int64, until: Timestamp, now: Timestamp) async throws -> Bool {
        try await core.database.write { connection in
            try connection.execute(
                """
                UPDATE oauth_grants SET refreshing_until = ? WHERE id = ? AND version = ? AND end_reason IS NULL
                AND (refreshing_until IS NULL OR refreshing_until <= ?)
                """, [.time(until), .id(id), .integer(version), .time(now)]) > 0
        }
    }

    /// Gives the right back without new tokens.
    public func abandonRefresh(_ id: OAuthGrant.ID, version: Int64) async throws {
        try await core.database.write { connection in
            _ = try connection.execute(
                "UPDATE oauth_grants SET refreshing_until = NULL WHERE id = ? AND version = ?", [.id(id), .integer(version)])
        }
    }

    /// Keeps new tokens, both and their expiry in one commit that is on disk when this returns; not before then may they be
    /// used. What the provider says anew of the account goes to the grant and to its connections.
    ///
    /// - Returns: nil when the grant has moved on meanwhile: somebody signed in again.
    public func finishRefresh(_ id: OAuthGrant.ID, version: Int64, _ renewal: OAuthRenewal) async throws -> OAuthGrant? {
        let key = core.keys
        let now = core.time.now()
        let tokens = renewal.tokens
        return try await core.database.write { connection in
            let sealed = try key.seal(tokens, for: id)
            let updated = try connection.execute(
                """
                UPDATE oauth_grants SET tokens = ?, issued_at = ?, expires_at = ?, refreshing_until = NULL,
                version = version + 1, updated_at = ? WHERE id = ? AND version = ?
                """,
                [.blob(sealed), .time(tokens.issuedAt), .time(tokens.expiresAt), .time(now), .id(id), .integer(version)])
            guard updated > 0, let grant = try OAuthGrant.find(id, key, on: connection) else { return nil }
            return try grant.learning(renewal.details, on: connection)
        }
    }

    /// Notes that a grant is good for nothing until somebody signs in again.
    ///
    /// - Returns: false when it has moved on meanwhile.
    public func end(_ id: OAuthGrant.ID, version: Int64, _ end: OAuthGrant.End) async throws -> Bool {
        let now = core.time.now()
        return try await core.database.write { connection in
            try connection.execute(
                """
                UPDATE oauth_grants SET end_reason = ?, end_detail = ?, refreshing_until = NULL, version = version + 1,
                updated_at = ? WHERE id = ? AND version = ? AND end_reason IS NULL
                """,
                [.text(end.reason.rawValue), .text(end.detail), .time(now), .id(id), .integer(version)]) > 0
        }
    }
}
