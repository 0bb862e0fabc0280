import MeshesModel

extension MachineKey {
    /// Columns of `machine_keys k` that make a key.
    static let columns = """
        k.id, k.organization_id, k.workspace_id, k.access_key, k.secret, k.name, k.created_at, k.expires_at, k.revoked_at
        """

    init(_ row: any SQLRow, _ encryption: KeyRing) throws {
        let id: MachineKey.ID = try row.id(0)
        self.init(
            id: id, organization: try row.id(1), accessKey: row.text(3), secret: try encryption.open(row.blob(4), for: id),
            name: row.text(5), workspace: try row.optionalID(2), createdAt: row.time(6), expiresAt: row.optionalTime(7),
            revokedAt: row.optionalTime(8))
    }

    /// A new key with a secret of its own, not stored yet.
    init(
        fresh name: String, organization: Organization.ID, workspace: Workspace.ID? = nil, expiresAt: Timestamp? = nil, _ core: StoreCore
    ) {
        self.init(
            id: core.ids.next(), organization: organization, accessKey: "mk_" + Base64URL.encode(core.ids.randomBytes(18)),
            secret: Secret(Base64URL.encode(core.ids.randomBytes(32))), name: name, workspace: workspace,
            createdAt: core.time.now(), expiresAt: expiresAt)
    }

    func insert(sealedBy keys: KeyRing, on connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO machine_keys (id, organization_id, workspace_id, access_key, secret, name, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .id(organization), .id(workspace), .text(accessKey), .blob(try keys.seal(secret, for: id)), .text(name),
                .time(createdAt), .time(expiresAt),
            ])
    }
}
