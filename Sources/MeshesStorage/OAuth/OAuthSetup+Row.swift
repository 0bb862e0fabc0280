import MeshesModel

extension OAuthSetup {
    /// Columns of `oauth_setups s` that make a run.
    static let columns = """
        s.id, s.organization_id, s.workspace_id, s.type, s.name, s.hidden, s.connection_id, s.result_connection_id, s.failure, \
        s.created_by, s.created_at, s.expires_at, s.settings
        """

    init(_ row: any SQLRow) throws {
        let connection: Connection.ID? = try row.optionalID(6)
        let result: Connection.ID? = try row.optionalID(7)
        self.init(
            id: try row.id(0), organization: try row.id(1), workspace: try row.id(2), type: try row.value(3),
            purpose: connection.map { .reconnection($0) } ?? .newConnection(name: row.text(4), hidden: row.bool(5)),
            settings: try row.optionalText(12).map { try JSONObject(stored: $0) } ?? [:],
            progress: result.map { .done($0) } ?? row.optionalText(8).map { .failed($0) } ?? .waiting,
            createdBy: row.text(9), createdAt: row.time(10), expiresAt: row.time(11))
    }
}
