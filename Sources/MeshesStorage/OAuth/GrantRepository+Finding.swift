public import MeshesModel

extension GrantRepository {
    /// The grants of an account in every organisation; without those whose tokens cannot be opened.
    ///
    /// - Parameter user: nil for those of all its people.
    public func all(_ type: IntegrationType, account: String, user: String?) async throws -> [OAuthGrant] {
        let key = core.keys
        return try await core.database.read { connection in
            try connection.query(
                """
                SELECT \(OAuthGrant.columns) FROM oauth_grants g WHERE g.type = ? AND g.account_id = ?
                \(user == nil ? "" : "AND g.account_user = ?") ORDER BY g.id
                """, [.text(type.rawValue), .text(account)] + (user.map { [.text($0)] } ?? [])
            ) { try OAuthGrant.ifItOpens($0, key) }.compactMap(\.self)
        }
    }

    /// Good grants whose tokens were handed out before a time, the oldest first; without those whose tokens cannot be opened.
    public func idle(_ type: IntegrationType, since: Timestamp, limit: Int) async throws -> [OAuthGrant] {
        let key = core.keys
        return try await core.database.read { connection in
            try connection.query(
                """
                SELECT \(OAuthGrant.columns) FROM oauth_grants g WHERE g.type = ? AND g.end_reason IS NULL AND g.issued_at < ?
                ORDER BY g.issued_at LIMIT ?
                """, [.text(type.rawValue), .time(since), .integer(Int64(limit))]
            ) { try OAuthGrant.ifItOpens($0, key) }.compactMap(\.self)
        }
    }
}
