/// Writes what the store writes for deliveries that were delivered at their first attempt, with its statements: a commit is one
/// pipeline with one wait.
final class CompletedRows {
    private let database: RawPostgres
    private let alive, remove, deliveries, attempts, lock, events, rollups, activity: RawPostgresStatement
    private var place = 0

    /// - Parameter node: the number of the node that holds them.
    init(database: RawPostgres, node: Int64) throws {
        self.database = database
        alive = try database.prepare("SELECT 1 FROM nodes WHERE number = $1 AND ended_at IS NULL FOR SHARE", values: 1)
        remove = try database.prepare(
            "DELETE FROM queue WHERE connection_id = $1 AND available_at = $2 AND delivery_id = $3", values: 3)
        deliveries = try database.prepare(
            """
            UPDATE deliveries SET status = $1, attempt_count = $2, budget_used = $3, series_started_at = $4, next_trigger = $5,
            cancel_requested = $6, parked_at = $7, started_at = $8, completed_at = $9, next_attempt_at = $10, last_error = $11
            WHERE event_id = $12 AND rule_id = $13 AND status = $14 AND cancel_requested = $15
            """, values: 15)
        attempts = try database.prepare(
            """
            INSERT INTO attempts (event_id, rule_id, number, id, trigger_code, outcome, message, http_status, started_at,
            finished_at, next_attempt_at, has_details, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, values: 13)
        lock = try database.prepare(
            """
            SELECT workspace_id, created_at, total, processing, retrying, completed, failed, canceled, started_at, completed_at, test
            FROM events WHERE id = $1 FOR UPDATE
            """, values: 1)
        events = try database.prepare(
            """
            UPDATE events SET status = $1, processing = $2, retrying = $3, completed = $4, failed = $5, canceled = $6,
            started_at = $7, completed_at = $8 WHERE id = $9
            """, values: 9)
        rollups = try database.prepare(
            """
            INSERT INTO rollups (workspace_id, hour, series, dimension, count) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (workspace_id, hour, series, dimension) DO UPDATE SET count = rollups.count + excluded.count
            """, values: 5)
        activity = try database.prepare(
            """
            INSERT INTO activity (subject_id, workspace_id, kind, last_status, last_at, last_completed_at, failures)
            VALUES ($1, $2, $3, 3, $4, $4, 0) ON CONFLICT (subject_id) DO UPDATE SET last_status = excluded.last_status,
            last_at = excluded.last_at, last_completed_at = excluded.last_completed_at, failing_since = NULL, failures = 0
            """, values: 4)
        alive.bind(1, node)
        for (index, value) in [(1, 3), (2, 1), (3, 1), (5, 0), (6, 0), (14, 0), (15, 0)] { deliveries.bind(index, Int64(value)) }
        for (index, value) in [(3, 1), (5, 0), (6, 0), (8, 204), (12, 0)] { attempts.bind(index, Int64(value)) }
        attempts.bind(7, "HTTP 204")
        for (index, value) in [(1, 3), (2, 0), (3, 0), (4, 1), (5, 0), (6, 0)] { events.bind(index, Int64(value)) }
    }

    /// One commit that completes all of them.
    func commit(_ rows: [QueuedRow], at now: Int64) throws {
        try database.send("BEGIN")
        try alive.send()
        for row in rows {
            remove.bind(1, row.connection.bytes)
            remove.bind(2, row.availableAt)
            remove.bind(3, row.delivery.bytes)
            try remove.send()
        }
        for index in [4, 8, 9] { deliveries.bind(index, now) }
        for row in rows {
            deliveries.bind(12, row.event.bytes)
            deliveries.bind(13, row.rule.bytes)
            try deliveries.send()
        }
        for index in [9, 10] { attempts.bind(index, now) }
        for row in rows {
            place += 1
            row.attempt.advance(milliseconds: now, place: place)
            attempts.bind(1, row.event.bytes)
            attempts.bind(2, row.rule.bytes)
            attempts.bind(4, row.attempt.bytes)
            try attempts.send()
        }
        for row in rows {
            lock.bind(1, row.event.bytes)
            try lock.send()
        }
        for index in [7, 8] { events.bind(index, now) }
        for row in rows {
            events.bind(9, row.event.bytes)
            try events.send()
        }
        if let first = rows.first { try count(rows.count, of: first, at: now) }
        try database.send("COMMIT")
        try database.sync()
    }

    /// The counts that the deliveries of one connection and one rule share.
    private func count(_ count: Int, of row: QueuedRow, at now: Int64) throws {
        let connection = Array(row.connection.bytes)
        let rule = Array(row.rule.bytes)
        let counted: [(Int64, [UInt8], Int)] = [
            (1, [0], -count), (1, [3], count), (2, connection + [3], count), (3, [1], count), (4, connection + [0], count),
            (5, rule + connection + [3], count),
        ]
        rollups.bind(1, row.workspace.bytes)
        rollups.bind(2, now / 3_600_000)
        for (series, dimension, count) in counted {
            rollups.bind(3, series)
            rollups.bind(5, Int64(count))
            try dimension.withUnsafeBytes {
                rollups.bind(4, $0)
                try rollups.send()
            }
        }
        activity.bind(2, row.workspace.bytes)
        activity.bind(4, now)
        for (kind, subject) in [(1, row.rule), (2, row.connection)] {
            activity.bind(1, subject.bytes)
            activity.bind(3, Int64(kind))
            try activity.send()
        }
    }
}
