extension Migration {
    static let destinations = Migration(number: 2, name: "connections, mappings, rules") { types in
        """
        CREATE TABLE connections (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            type \(types.text) NOT NULL,
            name \(types.text) NOT NULL,
            metadata \(types.text) NOT NULL,
            secrets \(types.bytes),
            active \(types.integer) NOT NULL,
            inactive_reason \(types.text),
            inactive_detail \(types.text),
            inactive_since \(types.integer),
            hidden \(types.integer) NOT NULL,
            version \(types.integer) NOT NULL,
            created_by \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX connections_name ON connections (workspace_id, name);
        CREATE INDEX connections_organization ON connections (organization_id, id);
        CREATE INDEX connections_workspace ON connections (workspace_id, id);
        CREATE TABLE connection_data (
            connection_id \(types.bytes) NOT NULL,
            kind \(types.integer) NOT NULL,
            json \(types.bytes) NOT NULL,
            version \(types.text) NOT NULL,
            refreshed_at \(types.integer) NOT NULL,
            PRIMARY KEY (connection_id, kind)
        );
        CREATE TABLE mappings (
            id \(types.bytes) PRIMARY KEY,
            mapping_id \(types.bytes) NOT NULL,
            version \(types.integer) NOT NULL,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            connection_id \(types.bytes) NOT NULL,
            type \(types.text) NOT NULL,
            name \(types.text) NOT NULL,
            mapping_schema \(types.text) NOT NULL,
            catalog_version \(types.text),
            created_by \(types.text),
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX mappings_version ON mappings (connection_id, version);
        CREATE TABLE rules (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            connection_id \(types.bytes) NOT NULL,
            type \(types.text) NOT NULL,
            event \(types.text) NOT NULL,
            resource \(types.text),
            resource_id \(types.text),
            metadata \(types.text) NOT NULL,
            fingerprint \(types.bytes) NOT NULL,
            active \(types.integer) NOT NULL,
            hidden \(types.integer) NOT NULL,
            version \(types.integer) NOT NULL,
            created_by \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX rules_fingerprint ON rules (workspace_id, fingerprint);
        CREATE INDEX rules_organization ON rules (organization_id, id);
        CREATE INDEX rules_workspace ON rules (workspace_id, id);
        CREATE INDEX rules_connection ON rules (connection_id);
        CREATE TABLE rule_versions (
            rule_id \(types.bytes) NOT NULL,
            version \(types.integer) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            metadata \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            PRIMARY KEY (rule_id, version)
        );
        """
    }
}
