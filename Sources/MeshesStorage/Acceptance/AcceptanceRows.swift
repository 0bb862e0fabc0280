import MeshesModel

/// The rows of accepted events, by table.
struct AcceptanceRows {
    private static let eventRows = InsertStatement(
        into: "events",
        """
        id, organization_id, workspace_id, event, resource, resource_id, created_by, created_at, status, total, processing, retrying, \
        completed, failed, canceled, started_at, completed_at, test
        """)
    private static let payloadRows = InsertStatement(into: "payloads", "event_id, body")
    private static let deliveryRows = InsertStatement(
        into: "deliveries",
        """
        event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used, series_started_at, \
        next_trigger, cancel_requested, parked_at, last_error
        """)

    private var events: [[SQLValue]] = []
    private var payloads: [[SQLValue]] = []
    private var deliveries: [[SQLValue]] = []
    private var queue: [[SQLValue]] = []
    private var idempotency: [IdempotencyRecord] = []

    mutating func add(_ acceptance: Acceptance) {
        let event = acceptance.event
        let progress = event.progress
        events.append([
            .id(event.id), .id(event.organization), .id(event.workspace), .text(event.name), .text(event.resource),
            .text(event.resourceID), .text(event.createdBy), .time(event.createdAt), .status(progress.status),
            .int(progress.total), .int(progress.processing), .int(progress.retrying), .int(progress.completed),
            .int(progress.failed), .int(progress.canceled), .time(progress.startedAt), .time(progress.completedAt),
            .bool(event.isTest),
        ])
        payloads.append([.id(event.id), .blob(acceptance.payload)])
        for delivery in acceptance.deliveries { add(delivery, of: event) }
    }

    mutating func add(_ record: IdempotencyRecord) {
        idempotency.append(record)
    }

    private mutating func add(_ delivery: NewDelivery, of event: Event) {
        let parked = delivery.parkedReason != nil
        deliveries.append([
            .id(event.id), .id(delivery.rule), .id(delivery.id), .id(delivery.connection), .integer(delivery.ruleVersion),
            .text(delivery.type.rawValue), .status(parked ? .retrying : .pending), .integer(0), .integer(0), .time(event.createdAt),
            .int(event.firstTrigger.rawValue), .bool(false), parked ? .time(event.createdAt) : .null, .text(delivery.parkedReason),
        ])
        queue.append([
            .id(delivery.connection), .time(delivery.availableAt), .id(delivery.id), .id(event.id), .id(delivery.rule),
            .id(event.workspace), .int(delivery.holder),
        ])
    }

    /// - Parameter lifetime: after which an idempotency key may be used anew.
    /// - Throws: `DatabaseFailure` of kind `conflict` when another node has used one of the keys meanwhile.
    func write(to connection: any SQLConnection, lifetime: Duration) throws {
        try writeKeys(to: connection, lifetime: lifetime)
        try connection.insert(Self.eventRows, events)
        try connection.insert(Self.payloadRows, payloads)
        try connection.insert(Self.deliveryRows, deliveries)
        try connection.insert(QueueSQL.insert, queue)
    }

    /// First of all, and in one order: of two nodes with the same key one waits here for the other's commit.
    private func writeKeys(to connection: any SQLConnection, lifetime: Duration) throws {
        let records = idempotency.sorted { ($0.workspace, $0.key) < ($1.workspace, $1.key) }
        let stored = try connection.executeMany(
            """
            INSERT INTO idempotency (workspace_id, key, body_hash, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace_id, key) DO UPDATE SET body_hash = excluded.body_hash, status = excluded.status,
            body = excluded.body, created_at = excluded.created_at WHERE excluded.created_at - idempotency.created_at >= ?
            """,
            records.map { record in
                [
                    .id(record.workspace), .text(record.key), .blob(record.bodyHash), .int(record.status), .blob(record.body),
                    .time(record.createdAt), .integer(lifetime.wholeMilliseconds),
                ]
            })
        guard !stored.contains(0) else {
            throw DatabaseFailure(.conflict, "another node has used an idempotency key meanwhile")
        }
    }
}
