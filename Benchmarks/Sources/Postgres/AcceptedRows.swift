/// Writes what the store writes for accepted events with one parked delivery each, with its statements: a commit is one
/// pipeline with one wait.
final class AcceptedRows {
    private let database: RawPostgres
    private let events, payloads, deliveries, queue, rollups: RawPostgresStatement
    private let organization = RowID(), workspace = RowID(), route = Route()
    private let payload: UnsafeMutableRawBufferPointer
    private let dimension = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    private var eventIDs: [RowID] = []
    private var deliveryIDs: [RowID] = []
    private var place = 0

    init(database: RawPostgres, payloadBytes: Int) throws {
        self.database = database
        events = try database.prepare(
            """
            INSERT INTO events (id, organization_id, workspace_id, event, resource, resource_id, created_by, created_at, status,
            total, processing, retrying, completed, failed, canceled, started_at, completed_at, test)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """, values: 18)
        payloads = try database.prepare("INSERT INTO payloads (event_id, body) VALUES ($1, $2)", values: 2)
        deliveries = try database.prepare(
            """
            INSERT INTO deliveries (event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used,
            series_started_at, next_trigger, cancel_requested, parked_at, last_error)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9, 0, $10, $11)
            """, values: 11)
        queue = try database.prepare(
            """
            INSERT INTO queue (connection_id, available_at, delivery_id, event_id, rule_id, workspace_id, holder)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, values: 7)
        rollups = try database.prepare(
            """
            INSERT INTO rollups (workspace_id, hour, series, dimension, count) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (workspace_id, hour, series, dimension) DO UPDATE SET count = rollups.count + excluded.count
            """, values: 5)
        payload = .allocate(byteCount: payloadBytes, alignment: 1)
        payload.copyBytes(from: Array(EventRequest.payload(bytes: payloadBytes).utf8).prefix(payloadBytes))
        dimension[0] = 2
        try database.send("SELECT id, organization_id FROM workspaces LIMIT 1")
        try database.sync { [workspace, organization] _, result in
            workspace.set(RawPostgres.blob(result, 0, 0))
            organization.set(RawPostgres.blob(result, 0, 1))
        }
        bindConstants()
    }

    deinit {
        payload.deallocate()
        dimension.deallocate()
    }

    /// One commit of so many events.
    func commit(_ count: Int, at milliseconds: Int64) throws {
        while eventIDs.count < count {
            eventIDs.append(RowID())
            deliveryIDs.append(RowID())
        }
        for index in 0..<count {
            // A small batch may fall into the millisecond of the one before: go on counting.
            place += 1
            eventIDs[index].advance(milliseconds: milliseconds, place: place)
            deliveryIDs[index].advance(milliseconds: milliseconds, place: place)
        }
        try database.send("BEGIN")
        try database.send("SELECT epoch FROM routing_epoch WHERE id = 1")
        events.bind(8, milliseconds)
        for index in 0..<count {
            events.bind(1, eventIDs[index].bytes)
            try events.send()
        }
        for index in 0..<count {
            payloads.bind(1, eventIDs[index].bytes)
            try payloads.send()
        }
        deliveries.bind(8, milliseconds)
        deliveries.bind(10, milliseconds)
        for index in 0..<count {
            deliveries.bind(1, eventIDs[index].bytes)
            deliveries.bind(3, deliveryIDs[index].bytes)
            try deliveries.send()
        }
        for index in 0..<count {
            queue.bind(3, deliveryIDs[index].bytes)
            queue.bind(4, eventIDs[index].bytes)
            try queue.send()
        }
        rollups.bind(2, milliseconds / 3_600_000)
        rollups.bind(5, Int64(count))
        try rollups.send()
        try database.send("COMMIT")
        try database.sync()
    }

    private func bindConstants() {
        events.bind(2, organization.bytes)
        events.bind(3, workspace.bytes)
        events.bind(4, "order.paid")
        events.bind(5, "global")
        events.bind(7, "publishable_key")
        for (index, value) in [(9, 2), (10, 1), (11, 0), (12, 1), (13, 0), (14, 0), (15, 0), (18, 0)] {
            events.bind(index, Int64(value))
        }
        payloads.bind(2, UnsafeRawBufferPointer(payload))
        deliveries.bind(2, route.rule.bytes)
        deliveries.bind(4, route.connection.bytes)
        deliveries.bind(5, 1)
        deliveries.bind(6, "webhook")
        deliveries.bind(7, 2)
        deliveries.bind(9, 0)
        deliveries.bind(11, "The connection is switched off")
        queue.bind(1, route.connection.bytes)
        queue.bind(2, Int64.max)
        queue.bind(5, route.rule.bytes)
        queue.bind(6, workspace.bytes)
        rollups.bind(1, workspace.bytes)
        rollups.bind(3, 1)
        rollups.bind(4, UnsafeRawBufferPointer(dimension))
    }
}
