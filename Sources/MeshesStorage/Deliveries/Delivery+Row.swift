import MeshesModel

extension Delivery {
    /// Columns that make a delivery, over `source`.
    static let columns = """
        d.id, e.organization_id, e.workspace_id, d.event_id, e.event, e.resource, e.resource_id, d.rule_id, d.connection_id, \
        d.type, d.status, d.attempt_count, d.started_at, d.completed_at, d.next_attempt_at, d.last_error, e.created_by, e.created_at, \
        d.budget_used
        """
    static let columnCount = 19
    static let source = "deliveries d JOIN events e ON e.id = d.event_id"

    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.id(0), organization: try row.id(1), workspace: try row.id(2), event: try row.id(3),
            eventName: row.text(4), resource: row.text(5), resourceID: row.optionalText(6), rule: try row.id(7),
            connection: try row.id(8), type: try row.value(9), status: try row.value(10), attemptCount: row.int(11), budgetUsed: row.int(18),
            startedAt: row.optionalTime(12), completedAt: row.optionalTime(13), nextAttemptAt: row.optionalTime(14),
            lastError: row.optionalText(15), createdBy: row.text(16), createdAt: row.time(17))
    }
}

extension Delivery {
    /// - Throws: `notFound` for what lies outside `access`.
    static func get(_ access: Access, _ event: Event.ID, _ rule: Rule.ID, on connection: any SQLConnection) throws -> Delivery {
        let reach = access.deliveries("d", of: "e")
        let found = try connection.first(
            "SELECT \(columns) FROM \(source) WHERE d.event_id = ? AND d.rule_id = ? AND \(reach.sql)",
            [.id(event), .id(rule)] + reach.arguments
        ) { try Delivery($0) }
        guard let found else { throw try StoredDelivery.missing(access, event, on: connection) }
        return found
    }
}
