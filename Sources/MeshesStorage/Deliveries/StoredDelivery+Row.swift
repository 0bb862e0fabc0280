import MeshesModel

extension StoredDelivery {
    /// - Throws: `notFound` for what lies outside `access`.
    static func get(
        _ access: Access, _ event: Event.ID, _ rule: Rule.ID, on connection: any SQLConnection
    ) throws -> StoredDelivery {
        let start = Delivery.columnCount
        let stateEnd = start + DeliveryState.columnCount
        let reach = access.deliveries("d", of: "e")
        let found = try connection.first(
            """
            SELECT \(Delivery.columns), \(DeliveryState.columns), d.rule_version, d.parked_at, p.body
            FROM \(Delivery.source) LEFT JOIN payloads p ON p.event_id = d.event_id
            WHERE d.event_id = ? AND d.rule_id = ? AND \(reach.sql)
            """, [.id(event), .id(rule)] + reach.arguments
        ) { row in
            StoredDelivery(
                delivery: try Delivery(row), ruleVersion: row.integer(stateEnd), state: try DeliveryState(row, at: start),
                parkedAt: row.optionalTime(stateEnd + 1), key: nil, payload: row.optionalBlob(stateEnd + 2))
        }
        guard var stored = found else { throw try missing(access, event, on: connection) }
        if !stored.state.status.isTerminal { try stored.find(on: connection) }
        return stored
    }

    /// Names what is not there: the event, or only its delivery through the rule.
    static func missing(_ access: Access, _ event: Event.ID, on connection: any SQLConnection) throws -> MeshesError {
        .notFound(try Event.find(access, event, on: connection) == nil ? "Event" : "Rule event")
    }

    /// The queue is keyed by time. The likely times are tried first; else the connection's rows are looked through, which
    /// is dear only for long queues and happens only when a person asks.
    private mutating func find(on connection: any SQLConnection) throws {
        for time in [state.nextAttemptAt, parkedAt == nil ? nil : .never].compactMap({ $0 }) {
            let likely = QueueKey(connection: delivery.connection, availableAt: time, delivery: delivery.id)
            let found: Int?? = try connection.first(
                "SELECT holder FROM queue WHERE connection_id = ? AND available_at = ? AND delivery_id = ?", likely.arguments
            ) { $0.optionalInt(0) }
            if let found {
                key = likely
                holder = found
                return
            }
        }
        let found = try connection.first(
            "SELECT available_at, holder FROM queue WHERE connection_id = ? AND delivery_id = ?",
            [.id(delivery.connection), .id(delivery.id)]
        ) { (time: $0.time(0), holder: $0.optionalInt(1)) }
        key = found.map { QueueKey(connection: delivery.connection, availableAt: $0.time, delivery: delivery.id) }
        holder = found?.holder
    }
}
