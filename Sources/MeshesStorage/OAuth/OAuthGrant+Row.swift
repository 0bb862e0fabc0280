import MeshesModel

extension OAuthGrant {
    /// Columns of `oauth_grants g` that make a grant.
    static let columns = """
        g.id, g.organization_id, g.type, g.account_id, g.account_user, g.account_name, g.account_details, g.scopes, g.tokens, \
        g.issued_at, g.expires_at, g.end_reason, g.end_detail, g.version, g.created_at, g.updated_at
        """

    init(_ row: any SQLRow, _ encryption: KeyRing) throws {
        let id: OAuthGrant.ID = try row.id(0)
        let end = row.optionalText(11).flatMap(InactiveReason.init).map { End($0, row.text(12)) }
        self.init(
            id: id, organization: try row.id(1), type: try row.value(2),
            account: OAuthAccount(
                id: row.text(3), user: row.text(4), name: row.optionalText(5), details: try JSONObject(stored: row.text(6))),
            scopes: row.text(7).split(separator: " ").map(String.init),
            tokens: try encryption.openTokens(row.blob(8), for: id, issuedAt: row.time(9), expiresAt: row.optionalTime(10)),
            end: end, version: row.integer(13), createdAt: row.time(14), updatedAt: row.time(15))
    }

    /// Nil for a row whose tokens cannot be opened.
    static func ifItOpens(_ row: any SQLRow, _ encryption: KeyRing) throws -> OAuthGrant? {
        do {
            return try OAuthGrant(row, encryption)
        } catch is EncryptionKeyError {
            return nil
        }
    }

    static func find(_ id: OAuthGrant.ID, _ encryption: KeyRing, on connection: any SQLConnection) throws -> OAuthGrant? {
        try connection.first("SELECT \(columns) FROM oauth_grants g WHERE g.id = ?", [.id(id)]) { try OAuthGrant($0, encryption) }
    }

    /// The grant with what its provider says anew of the account.
    func learning(_ details: JSONObject, on connection: any SQLConnection) throws -> OAuthGrant {
        var grant = self
        grant.account.details.merge(details) { _, new in new }
        guard grant.account.details != account.details else { return self }
        let text = SQLValue.text(grant.account.details.compactText)
        try connection.execute("UPDATE oauth_grants SET account_details = ? WHERE id = ?", [text, .id(id)])
        try connection.execute("UPDATE connections SET metadata = ? WHERE grant_id = ?", [text, .id(id)])
        return grant
    }
}
