public import MeshesModel

extension QueueRepository {
    /// Leases due deliveries of a connection, the one that has been due for longest first. Rows whose delivery has ended or
    /// is gone are removed on the way.
    ///
    /// - Returns: at most `limit` entries; fewer also when another node was faster.
    public func claim(
        _ connection: Connection.ID, now: Timestamp, leaseUntil: Timestamp, limit: Int
    ) async throws -> Claim {
        // Read from a snapshot, where payloads cost the committer nothing; the fence tells what is still as it was read.
        let (candidates, nextDue) = try await core.database.read { database in
            let nextDue = try database.first(
                """
                SELECT available_at FROM queue WHERE connection_id = ? AND available_at > ? AND available_at < ?
                ORDER BY available_at LIMIT 1
                """, [.id(connection), .time(now), .time(.never)]
            ) { $0.time(0) }
            return (try Self.due(connection, now: now, limit: limit, on: database), nextDue)
        }
        guard !candidates.isEmpty else { return Claim(entries: [], nextDue: nextDue) }
        return try await core.committer.write(isExclusive: false) { database in
            let dead = candidates.filter { $0.entry == nil }
            try database.executeMany(QueueSQL.remove, dead.map(\.key.arguments))
            var alive = candidates.compactMap(\.entry)
            let moved = try database.executeMany(QueueSQL.move, alive.map { [.time(leaseUntil)] + $0.key.arguments })
            for index in alive.indices { alive[index].key.availableAt = leaseUntil }
            return Claim(entries: zip(alive, moved).compactMap { $1 > 0 ? $0 : nil }, nextDue: nextDue)
        }
    }

    /// Renews leases.
    ///
    /// - Returns: the new key of each; nil where the lease was lost.
    public func extend(_ keys: [QueueKey], until: Timestamp) async throws -> [QueueKey?] {
        try await move(keys, to: until)
    }

    /// Gives leases back, so that the deliveries may be claimed from `time` on.
    ///
    /// - Returns: the new key of each; nil where the lease was lost.
    @discardableResult
    public func release(_ keys: [QueueKey], at time: Timestamp) async throws -> [QueueKey?] {
        try await move(keys, to: time)
    }

    private func move(_ keys: [QueueKey], to time: Timestamp) async throws -> [QueueKey?] {
        guard !keys.isEmpty else { return [] }
        return try await core.committer.write(isExclusive: false) { connection in
            let moved = try connection.executeMany(QueueSQL.move, keys.map { [.time(time)] + $0.arguments })
            return zip(keys, moved).map { key, count in
                count > 0 ? QueueKey(connection: key.connection, availableAt: time, delivery: key.delivery) : nil
            }
        }
    }

    private static func due(
        _ connection: Connection.ID, now: Timestamp, limit: Int, on database: any SQLConnection
    ) throws -> [(key: QueueKey, entry: QueueEntry?)] {
        try database.query(
            """
            SELECT q.available_at, q.delivery_id, q.event_id, q.rule_id, e.organization_id, e.workspace_id, d.rule_version,
            d.type, e.event, e.resource, e.resource_id, e.created_at, p.body, \(DeliveryState.columns)
            FROM queue q LEFT JOIN deliveries d ON d.event_id = q.event_id AND d.rule_id = q.rule_id
            LEFT JOIN events e ON e.id = d.event_id LEFT JOIN payloads p ON p.event_id = q.event_id
            WHERE q.connection_id = ? AND q.available_at <= ? ORDER BY q.available_at, q.delivery_id LIMIT ?
            """, [.id(connection), .time(now), .int(limit)]
        ) { row in
            let key = QueueKey(connection: connection, availableAt: row.time(0), delivery: try row.id(1))
            guard !row.isNull(4) else { return (key, nil) }
            let state = try DeliveryState(row, at: 13)
            guard !state.status.isTerminal else { return (key, nil) }
            let entry = QueueEntry(
                key: key, organization: try row.id(4), workspace: try row.id(5), event: try row.id(2), rule: try row.id(3),
                ruleVersion: row.integer(6), type: try row.value(7), eventName: row.text(8), resource: row.text(9),
                resourceID: row.optionalText(10), eventCreatedAt: row.time(11), payload: row.optionalBlob(12), state: state)
            return (key, entry)
        }
    }
}
