extension Migration {
    static let tenancy = Migration(number: 1, name: "organisations, workspaces, keys, catalogue") { types in
        """
        CREATE TABLE organizations (
            id \(types.bytes) PRIMARY KEY,
            name \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL
        );
        CREATE TABLE workspaces (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            name \(types.text) NOT NULL,
            description \(types.text),
            routing_version \(types.integer) NOT NULL DEFAULT 1,
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX workspaces_name ON workspaces (organization_id, name);
        CREATE INDEX workspaces_list ON workspaces (organization_id, id);
        CREATE TABLE routing_epoch (
            id \(types.integer) PRIMARY KEY,
            epoch \(types.integer) NOT NULL
        );
        INSERT INTO routing_epoch (id, epoch) VALUES (1, 1);
        CREATE TABLE machine_keys (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes),
            access_key \(types.text) NOT NULL UNIQUE,
            secret \(types.bytes) NOT NULL,
            name \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            expires_at \(types.integer),
            revoked_at \(types.integer)
        );
        CREATE INDEX machine_keys_list ON machine_keys (organization_id, id);
        CREATE TABLE publishable_keys (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            key \(types.text) NOT NULL UNIQUE,
            name \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            revoked_at \(types.integer)
        );
        CREATE INDEX publishable_keys_workspace ON publishable_keys (workspace_id, id);
        CREATE TABLE catalog (
            id \(types.bytes) PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            kind \(types.integer) NOT NULL,
            key \(types.text) NOT NULL,
            label \(types.text) NOT NULL,
            description \(types.text),
            active \(types.integer) NOT NULL,
            created_by \(types.text),
            created_at \(types.integer) NOT NULL,
            updated_at \(types.integer) NOT NULL
        );
        CREATE UNIQUE INDEX catalog_key ON catalog (workspace_id, kind, key);
        """
    }
}
