public import MeshesModel

extension QueueRepository {
    /// Takes due deliveries of a connection into a node's hands, the one that has been due for longest first: those that nobody
    /// holds, and those of its own that it has lost sight of. What another node holds stays with it. Rows whose delivery has
    /// ended or is gone are removed on the way.
    ///
    /// - Parameters:
    ///   - node: who claims; when it was ended, nothing is found.
    ///   - until: until when it may start an attempt.
    ///   - known: deliveries that it has in its hands already.
    /// - Returns: at most `limit` entries; fewer also when another node was faster.
    public func claim(
        _ connection: Connection.ID, for node: Int, now: Timestamp, until: Timestamp, except known: Set<Delivery.ID> = [], limit: Int
    ) async throws -> Claim {
        let keys = try await core.committer.write(isExclusive: false) { database in
            try Self.take(connection, for: node, now: now, until: until, except: known, limit: limit, on: database)
        }
        do {
            // Read from a snapshot, where payloads cost the committer nothing.
            let (found, nextDue) = try await core.database.read { database in
                (try Self.read(keys, of: node, on: database), try Self.nextDue(connection, after: now, on: database))
            }
            let dead = zip(keys, found).filter { $1 == nil }.map(\.0)
            if !dead.isEmpty {
                try await core.committer.write(isExclusive: false) { database in
                    _ = try database.change(QueueSQL.remove, dead.map(\.arguments))
                }
            }
            return Claim(entries: found.compactMap { $0 }, nextDue: nextDue)
        } catch {
            _ = try? await release(keys, at: now)
            throw error
        }
    }

    /// Gives deliveries back, so that any node may claim them from `time` on.
    ///
    /// - Returns: how many were still held under these keys.
    @discardableResult
    public func release(_ keys: [QueueKey], at time: Timestamp) async throws -> Int {
        guard !keys.isEmpty else { return 0 }
        return try await core.committer.write(isExclusive: false) { connection in
            try connection.change(QueueSQL.move, keys.map { [.time(time), .null] + $0.arguments }).count { $0 }
        }
    }

    /// - Returns: the new keys.
    private static func take(
        _ connection: Connection.ID, for node: Int, now: Timestamp, until: Timestamp, except known: Set<Delivery.ID>, limit: Int,
        on database: any SQLConnection
    ) throws -> [QueueKey] {
        guard try NodeFence(database).isAlive(node) else { return [] }
        let due = try database.query(
            """
            SELECT available_at, delivery_id FROM queue
            WHERE connection_id = ? AND available_at <= ? AND (holder IS NULL OR holder = ?)
            ORDER BY available_at, delivery_id LIMIT ?\(database.dialect.forUpdateSkippingLocked)
            """, [.id(connection), .time(now), .int(node), .int(limit + known.count)]
        ) { QueueKey(connection: connection, availableAt: $0.time(0), delivery: try $0.id(1)) }
        let taken = due.filter { !known.contains($0.delivery) }.prefix(limit)
        let moved = try database.change(QueueSQL.move, taken.map { [.time(until), .int(node)] + $0.arguments })
        return zip(taken, moved).filter { $1 }.map {
            QueueKey(connection: connection, availableAt: until, delivery: $0.0.delivery)
        }
    }

    private static func nextDue(
        _ connection: Connection.ID, after now: Timestamp, on database: any SQLConnection
    ) throws -> Timestamp? {
        try database.first(
            """
            SELECT available_at FROM queue
            WHERE connection_id = ? AND available_at > ? AND available_at < ? AND holder IS NULL ORDER BY available_at LIMIT 1
            """, [.id(connection), .time(now), .time(.never)]
        ) { $0.time(0) }
    }

    /// What is needed to attempt the deliveries; nil for one that has ended or is gone.
    private static func read(_ keys: [QueueKey], of node: Int, on database: any SQLConnection) throws -> [QueueEntry?] {
        let found: [QueueEntry??] = try database.firstOfEach(
            """
            SELECT q.available_at, q.delivery_id, q.event_id, q.rule_id, e.organization_id, e.workspace_id, d.rule_version,
            d.type, e.event, e.resource, e.resource_id, e.created_at, p.body, q.connection_id, \(DeliveryState.columns)
            FROM queue q JOIN deliveries d ON d.event_id = q.event_id AND d.rule_id = q.rule_id
            JOIN events e ON e.id = d.event_id LEFT JOIN payloads p ON p.event_id = q.event_id
            WHERE q.connection_id = ? AND q.available_at = ? AND q.delivery_id = ?
            """, keys.map(\.arguments)
        ) { row in
            let key = QueueKey(connection: try row.id(13), availableAt: row.time(0), delivery: try row.id(1))
            let state = try DeliveryState(row, at: 14)
            guard !state.status.isTerminal else { return nil }
            return QueueEntry(
                key: key, organization: try row.id(4), workspace: try row.id(5), event: try row.id(2), rule: try row.id(3),
                ruleVersion: row.integer(6), type: try row.value(7), eventName: row.text(8), resource: row.text(9),
                resourceID: row.optionalText(10), eventCreatedAt: row.time(11), payload: row.optionalBlob(12), state: state,
                holder: node)
        }
        return found.map { $0 ?? nil }
    }
}
