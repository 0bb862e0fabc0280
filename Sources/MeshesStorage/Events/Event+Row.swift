import MeshesModel

extension Event {
    /// Columns of `events e` that make an event.
    static let columns = """
        e.id, e.organization_id, e.workspace_id, e.event, e.resource, e.resource_id, e.created_by, e.created_at, e.total, \
        e.processing, e.retrying, e.completed, e.failed, e.canceled, e.started_at, e.completed_at, e.test
        """

    static let columnCount = 17

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), workspace: try row.id(2), name: row.text(3), resource: row.text(4),
            resourceID: row.optionalText(5), createdBy: row.text(6), createdAt: row.time(7),
            progress: EventProgress(
                total: row.int(8), processing: row.int(9), retrying: row.int(10), completed: row.int(11), failed: row.int(12),
                canceled: row.int(13), startedAt: row.optionalTime(14), completedAt: row.optionalTime(15)),
            isTest: row.bool(16))
    }

    /// Nil for what lies outside `access`.
    static func find(_ access: Access, _ id: Event.ID, on connection: any SQLConnection) throws -> Event? {
        let reach = access.events("e")
        return try connection.first(
            "SELECT \(columns) FROM events e WHERE e.id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
        ) { try Event($0) }?.shown(to: access, on: connection)
    }
}
