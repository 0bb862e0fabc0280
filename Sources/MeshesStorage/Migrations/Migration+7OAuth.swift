extension Migration {
    /// Tickets, states and browser marks are kept as SHA-256 only. `refreshing_until` is a lease: who holds it is the only
    /// one that may spend the refresh token.
    static let oauth = Migration(number: 7, name: "grants at providers, runs through consent pages") { types in
        """
        CREATE TABLE oauth_grants (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            type \(types.text) NOT NULL,
            account_id \(types.text) NOT NULL,
            account_user \(types.text) NOT NULL,
            account_name \(types.text),
            account_details \(types.text) NOT NULL,
            scopes \(types.text) NOT NULL,
            tokens \(types.bytes) NOT NULL,
            issued_at \(types.integer) NOT NULL,
            expires_at \(types.integer),
            refreshing_until \(types.integer),
            end_reason \(types.text),
            end_detail \(types.text),
            version \(types.integer) NOT NULL,
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX oauth_grants_account ON oauth_grants (organization_id, type, account_id, account_user);
        ALTER TABLE connections ADD COLUMN grant_id \(types.bytes);
        CREATE INDEX connections_grant ON connections (grant_id) WHERE grant_id IS NOT NULL;
        CREATE TABLE oauth_setups (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            type \(types.text) NOT NULL,
            name \(types.text),
            hidden \(types.integer) NOT NULL,
            connection_id \(types.bytes),
            ticket_hash \(types.bytes) NOT NULL UNIQUE,
            state_hash \(types.bytes) UNIQUE,
            browser_hash \(types.bytes),
            verifier \(types.bytes),
            answered_at \(types.integer),
            result_connection_id \(types.bytes),
            failure \(types.text),
            created_by \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            expires_at \(types.integer) NOT NULL
        );
        CREATE INDEX oauth_setups_age ON oauth_setups (expires_at);
        """
    }
}
