import CLibPQ

/// Claims what waits for a connection with the statements of the store: chosen and moved in one transaction, then read with all
/// that an attempt needs.
final class ClaimingRows {
    private let database: RawPostgres
    private let alive, due, move, entry: RawPostgresStatement
    private let connection = RowID()

    /// - Parameter node: the number of a node that lives.
    init(database: RawPostgres, node: Int64) throws {
        self.database = database
        alive = try database.prepare("SELECT 1 FROM nodes WHERE number = $1 AND ended_at IS NULL FOR SHARE", values: 1)
        due = try database.prepare(
            """
            SELECT available_at, delivery_id FROM queue
            WHERE connection_id = $1 AND available_at <= $2 AND (holder IS NULL OR holder = $3)
            ORDER BY available_at, delivery_id LIMIT $4 FOR UPDATE SKIP LOCKED
            """, values: 4)
        move = try database.prepare(
            "UPDATE queue SET available_at = $1, holder = $2 WHERE connection_id = $3 AND available_at = $4 AND delivery_id = $5",
            values: 5)
        entry = try database.prepare(
            """
            SELECT q.available_at, q.delivery_id, q.event_id, q.rule_id, e.organization_id, e.workspace_id, d.rule_version,
            d.type, e.event, e.resource, e.resource_id, e.created_at, p.body, q.connection_id, d.status, d.attempt_count,
            d.budget_used, d.series_started_at, d.started_at, d.completed_at, d.next_attempt_at, d.last_error,
            d.cancel_requested, d.next_trigger
            FROM queue q JOIN deliveries d ON d.event_id = q.event_id AND d.rule_id = q.rule_id
            JOIN events e ON e.id = d.event_id LEFT JOIN payloads p ON p.event_id = q.event_id
            WHERE q.connection_id = $1 AND q.available_at = $2 AND q.delivery_id = $3
            """, values: 3)
        try database.send("SELECT connection_id FROM queue LIMIT 1")
        try database.sync { [connection] _, result in connection.set(RawPostgres.blob(result, 0, 0)) }
        alive.bind(1, node)
        due.bind(1, connection.bytes)
        due.bind(3, node)
        move.bind(2, node)
        move.bind(3, connection.bytes)
        entry.bind(1, connection.bytes)
    }

    /// Claims at most so many until `until`.
    func claim(_ count: Int, at now: Int64, until: Int64) throws -> [QueuedRow] {
        try database.send("BEGIN")
        try alive.send()
        due.bind(2, now)
        due.bind(4, Int64(count))
        try due.send()
        let connection = Array(connection.bytes)
        var found: [QueuedRow] = []
        var dueAt: [Int64] = []
        try database.sync { index, result in
            guard index == 2 else { return }
            for row in 0..<PQntuples(result) {
                dueAt.append(RawPostgres.integer(result, row, 0))
                found.append(QueuedRow(connection: connection, availableAt: until, delivery: RawPostgres.blob(result, row, 1)))
            }
        }
        move.bind(1, until)
        for (row, due) in zip(found, dueAt) {
            move.bind(4, due)
            move.bind(5, row.delivery.bytes)
            try move.send()
        }
        try database.send("COMMIT")
        try database.sync()
        entry.bind(2, until)
        for row in found {
            entry.bind(3, row.delivery.bytes)
            try entry.send()
        }
        try database.sync { index, result in
            found[index].set(
                event: RawPostgres.blob(result, 0, 2), rule: RawPostgres.blob(result, 0, 3),
                workspace: RawPostgres.blob(result, 0, 5))
        }
        return found
    }
}
