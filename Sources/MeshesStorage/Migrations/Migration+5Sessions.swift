extension Migration {
    /// Launch tokens are kept as SHA-256 only. `concealed` names everything that embed sessions may not see.
    static let sessions = Migration(number: 5, name: "embed sessions, hidden things") { types in
        """
        CREATE TABLE sessions (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            role \(types.text) NOT NULL,
            type \(types.text) NOT NULL,
            resource \(types.text),
            resource_id \(types.text),
            scopes \(types.text) NOT NULL,
            external_user_id \(types.text),
            launch_page \(types.text) NOT NULL,
            allowed_origins \(types.text),
            appearance \(types.text),
            token_lifetime \(types.integer) NOT NULL,
            generation \(types.integer) NOT NULL,
            refreshed_at \(types.integer) NOT NULL,
            expires_at \(types.integer) NOT NULL,
            created_by \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            revoked_at \(types.integer)
        );
        CREATE INDEX sessions_workspace ON sessions (workspace_id, id);
        CREATE INDEX sessions_age ON sessions (expires_at);
        CREATE TABLE launch_tokens (
            hash \(types.bytes) PRIMARY KEY,
            session_id \(types.bytes) NOT NULL,
            expires_at \(types.integer) NOT NULL,
            used_at \(types.integer)
        );
        CREATE INDEX launch_tokens_age ON launch_tokens (expires_at);
        CREATE TABLE hidden_remains (
            id \(types.bytes) PRIMARY KEY
        );
        CREATE VIEW concealed AS
            SELECT id FROM rules WHERE hidden = 1
            UNION ALL SELECT id FROM connections WHERE hidden = 1
            UNION ALL SELECT id FROM hidden_remains;
        """
    }
}
