import MeshesModel

extension Rule {
    /// Columns of `rules r` that make a rule.
    static let columns = """
        r.id, r.organization_id, r.workspace_id, r.connection_id, r.type, r.event, r.resource, r.resource_id, r.metadata, \
        r.active, r.hidden, r.version, r.created_by, r.created_at, r.updated_at
        """

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), workspace: try row.id(2), connection: try row.id(3),
            type: try row.value(4), event: row.text(5), resource: row.optionalText(6), resourceID: row.optionalText(7),
            metadata: try JSONObject(stored: row.text(8)), active: row.bool(9), hidden: row.bool(10), version: row.integer(11),
            createdBy: row.text(12), createdAt: row.time(13), updatedAt: row.time(14))
    }

    /// Nil for what lies outside `access`.
    static func find(_ access: Access, _ id: Rule.ID, on connection: any SQLConnection) throws -> Rule? {
        let reach = access.rules("r")
        return try connection.first(
            "SELECT \(columns) FROM rules r WHERE r.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { try Rule($0) }
    }
}
