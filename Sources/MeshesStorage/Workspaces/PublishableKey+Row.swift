import MeshesModel

extension PublishableKey {
    /// Columns of `publishable_keys k` that make a key.
    static let columns = "k.id, k.organization_id, k.workspace_id, k.key, k.name, k.created_at, k.revoked_at"

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), workspace: try row.id(2), key: row.text(3), name: row.text(4),
            createdAt: row.time(5), revokedAt: row.optionalTime(6))
    }

    /// The key that a new workspace begins with, not stored yet.
    init(firstOf workspace: Workspace, _ core: StoreCore) {
        self.init(
            id: core.ids.next(), organization: workspace.organization, workspace: workspace.id,
            key: Self.text(organization: workspace.organization, workspace: workspace.id, random: core.ids.randomBytes(24)),
            name: "Default", createdAt: workspace.createdAt)
    }

    /// The text of a new key: `mesh_pub_<organisation>_<workspace>_<secret part>`, all hexadecimal, since the clients refuse
    /// `_` within a part.
    static func text(organization: Organization.ID, workspace: Workspace.ID, random: [UInt8]) -> String {
        let hex = random.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let owner = organization.description.prefix(8)
        let tenant = workspace.description.filter { $0 != "-" }
        return "mesh_pub_\(owner)_\(tenant)_\(hex)"
    }

    func insert(on connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO publishable_keys (id, organization_id, workspace_id, key, name, created_at) VALUES (?, ?, ?, ?, ?, ?)
            """, [.id(id), .id(organization), .id(workspace), .text(key), .text(name), .time(createdAt)])
    }
}
