/// Writes the rows that accepting an event with one matching rule writes, table by table within a commit, as the store
/// does; and, for a history, those that its delivery leaves.
final class EventRows {
    enum State {
        /// Accepted, its delivery waiting for a connection that is switched off.
        case parked
        /// Delivered at the first attempt.
        case delivered
    }

    private let database: RawDatabase
    private let state: State
    private let events, payloads, deliveries, queue, attempts: RawStatement
    private let counts: HourlyCounts
    private let payload: UnsafeMutableRawBufferPointer
    private let organization = RowID(), workspace = RowID(), attempt = RowID()
    /// Taken in turn.
    private var routes: [Route]
    private var eventIDs: [RowID] = []
    private var deliveryIDs: [RowID] = []
    private var place = 0

    init(database: RawDatabase, state: State, payloadBytes: Int) throws {
        self.database = database
        self.state = state
        events = try database.prepare(
            """
            INSERT INTO events (id, organization_id, workspace_id, event, resource, created_by, created_at, status, total,
            processing, retrying, completed, failed, canceled, started_at, completed_at)
            VALUES (?1, ?2, ?3, ?4, 'global', 'publishable_key', ?5, ?6, 1, 0, ?7, ?8, ?10, 0, ?9, ?9)
            """)
        payloads = try database.prepare("INSERT INTO payloads (event_id, body) VALUES (?1, ?2)")
        deliveries = try database.prepare(
            """
            INSERT INTO deliveries (event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used,
            series_started_at, next_trigger, cancel_requested, parked_at, started_at, completed_at, last_error)
            VALUES (?1, ?2, ?3, ?4, 1, 'webhook', ?5, ?6, ?6, ?7, 0, 0, ?8, ?9, ?9, ?10)
            """)
        queue = try database.prepare(
            """
            INSERT INTO queue (connection_id, available_at, delivery_id, event_id, rule_id, workspace_id)
            VALUES (?1, 9223372036854775807, ?2, ?3, ?4, ?5)
            """)
        attempts = try database.prepare(
            """
            INSERT INTO attempts (event_id, rule_id, number, id, trigger_code, outcome, message, http_status, started_at,
            finished_at, has_details) VALUES (?1, ?2, 1, ?3, 0, ?5, 'HTTP answer', 204, ?4, ?4, 0)
            """)
        counts = try HourlyCounts(database: database)
        payload = .allocate(byteCount: payloadBytes, alignment: 1)
        payload.copyBytes(from: Array(EventRequest.payload(bytes: payloadBytes).utf8).prefix(payloadBytes))
        organization.set(try database.blob("SELECT organization_id FROM workspaces LIMIT 1"))
        workspace.set(try database.blob("SELECT id FROM workspaces LIMIT 1"))
        routes = [Route()]
    }

    /// From now on events take the rules of the store in turn, and one in fifty fails.
    func useRulesOfStore() throws {
        let found = try database.blobs("SELECT id, connection_id FROM rules ORDER BY id")
        guard !found.isEmpty else { throw RawDatabaseFailure("the store has no rules", database.handle) }
        routes = found.map { Route(rule: $0[0], connection: $0[1]) }
    }

    deinit { payload.deallocate() }

    /// One commit of so many events.
    func commit(_ count: Int, at milliseconds: Int64) throws {
        while eventIDs.count < count {
            eventIDs.append(RowID())
            deliveryIDs.append(RowID())
        }
        let first = place
        for index in 0..<count {
            // A small batch may fall into the millisecond of the one before: go on counting.
            place += 1
            eventIDs[index].advance(milliseconds: milliseconds, place: place)
            deliveryIDs[index].advance(milliseconds: milliseconds, place: place)
        }
        try database.execute("BEGIN IMMEDIATE")
        for index in 0..<count { try writeEvent(eventIDs[index], number: first + index, at: milliseconds) }
        for index in 0..<count { try writePayload(eventIDs[index]) }
        for index in 0..<count {
            try writeDelivery(deliveryIDs[index], of: eventIDs[index], number: first + index, at: milliseconds)
        }
        for index in 0..<count {
            try writeOutcome(deliveryIDs[index], of: eventIDs[index], number: first + index, at: milliseconds)
        }
        try counts.write(workspace: workspace, hour: milliseconds / 3_600_000)
        try database.execute("COMMIT")
    }

    private func route(_ number: Int) -> Route { routes[number % routes.count] }

    private func fails(_ number: Int) -> Bool { routes.count > 1 && number % 50 == 0 }

    private func writeEvent(_ id: RowID, number: Int, at milliseconds: Int64) throws {
        events.bind(1, id.bytes)
        events.bind(2, organization.bytes)
        events.bind(3, workspace.bytes)
        events.bind(4, "order.paid")
        events.bind(5, milliseconds)
        switch state {
        case .parked:
            events.bind(6, 2)
            events.bind(7, 1)
            events.bind(8, 0)
            events.bind(10, 0)
        case .delivered:
            let failed = fails(number)
            events.bind(6, failed ? 4 : 3)
            events.bind(7, 0)
            events.bind(8, failed ? 0 : 1)
            events.bind(9, milliseconds)
            events.bind(10, failed ? 1 : 0)
        }
        try events.run()
    }

    private func writePayload(_ event: RowID) throws {
        payloads.bind(1, event.bytes)
        payloads.bind(2, UnsafeRawBufferPointer(payload))
        try payloads.run()
    }

    private func writeDelivery(_ id: RowID, of event: RowID, number: Int, at milliseconds: Int64) throws {
        let route = route(number)
        deliveries.bind(1, event.bytes)
        deliveries.bind(2, route.rule.bytes)
        deliveries.bind(3, id.bytes)
        deliveries.bind(4, route.connection.bytes)
        deliveries.bind(7, milliseconds)
        switch state {
        case .parked:
            deliveries.bind(5, 2)
            deliveries.bind(6, 0)
            deliveries.bind(8, milliseconds)
            deliveries.bind(10, "The connection is switched off")
        case .delivered:
            deliveries.bind(5, fails(number) ? 4 : 3)
            deliveries.bind(6, 1)
            deliveries.bind(9, milliseconds)
        }
        try deliveries.run()
    }

    private func writeOutcome(_ delivery: RowID, of event: RowID, number: Int, at milliseconds: Int64) throws {
        let route = route(number)
        switch state {
        case .parked:
            queue.bind(1, route.connection.bytes)
            queue.bind(2, delivery.bytes)
            queue.bind(3, event.bytes)
            queue.bind(4, route.rule.bytes)
            queue.bind(5, workspace.bytes)
            try queue.run()
            counts.addWaiting()
        case .delivered:
            attempt.advance(milliseconds: milliseconds, place: place)
            attempts.bind(1, event.bytes)
            attempts.bind(2, route.rule.bytes)
            attempts.bind(3, attempt.bytes)
            attempts.bind(4, milliseconds)
            attempts.bind(5, fails(number) ? 1 : 0)
            counts.add(route, failed: fails(number))
            try attempts.run()
        }
    }
}
