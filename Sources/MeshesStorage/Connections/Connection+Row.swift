import MeshesModel

extension Connection {
    /// Columns of `connections c` that make a connection.
    static let columns = """
        c.id, c.organization_id, c.workspace_id, c.type, c.name, c.metadata, c.secrets, c.active, c.inactive_reason, \
        c.inactive_detail, c.inactive_since, c.hidden, c.version, c.created_by, c.created_at, c.updated_at, c.grant_id
        """

    /// - Parameter mayLackSecrets: leaves out secrets that cannot be opened.
    init(_ row: any SQLRow, _ encryption: KeyRing, mayLackSecrets: Bool = false) throws {
        let id: Connection.ID = try row.id(0)
        self.init(
            id: id, organization: try row.id(1), workspace: try row.id(2), type: try row.value(3), name: row.text(4),
            metadata: try JSONObject(stored: row.text(5)),
            secrets: try encryption.openSettings(row.optionalBlob(6), for: id, elseNone: mayLackSecrets), grant: try row.optionalID(16), active: row.bool(7),
            inactiveReason: row.optionalText(8).flatMap(InactiveReason.init), inactiveDetail: row.optionalText(9),
            inactiveSince: row.optionalTime(10), hidden: row.bool(11), version: row.integer(12), createdBy: row.text(13),
            createdAt: row.time(14), updatedAt: row.time(15))
    }

    /// Nil for what lies outside `access`.
    static func find(
        _ access: Access, _ id: Connection.ID, _ encryption: KeyRing, mayLackSecrets: Bool = false, on connection: any SQLConnection
    ) throws -> Connection? {
        let reach = access.connections("c")
        return try connection.first(
            "SELECT \(columns) FROM connections c WHERE c.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { try Connection($0, encryption, mayLackSecrets: mayLackSecrets) }
    }
}
