import MeshesModel

/// What a round did to rules and connections, gathered and written once: a row each, not one a delivery.
struct ActivityDeltas {
    private struct Delta {
        let workspace: Workspace.ID
        let kind: Activity.Kind
        var lastStatus = DeliveryStatus.pending
        var lastAt: Timestamp
        var lastCompletedAt: Timestamp?
        var lastFailedAt: Timestamp?
        /// The first failure since the last success of this round.
        var failingSince: Timestamp?
        /// Failures since the last success of this round.
        var failures = 0
    }

    private struct Subject: Hashable, Comparable {
        /// Of the rule's or the connection's id.
        let high: UInt64
        let low: UInt64

        init<Entity>(_ id: Identifier<Entity>) {
            high = id.high
            low = id.low
        }

        var value: SQLValue { .uuid(high, low) }

        static func < (left: Subject, right: Subject) -> Bool { (left.high, left.low) < (right.high, right.low) }
    }

    private var deltas: [Subject: Delta] = [:]

    /// Counts attempts, and deliveries that failed without one.
    mutating func add(_ change: DeliveryChange) {
        guard change.attempt != nil || change.to == .failed else { return }
        add(change, .rule, Subject(change.rule))
        add(change, .connection, Subject(change.key.connection))
    }

    private mutating func add(_ change: DeliveryChange, _ kind: Activity.Kind, _ subject: Subject) {
        var delta = deltas[subject] ?? Delta(workspace: change.workspace, kind: kind, lastAt: change.at)
        delta.lastStatus = change.to
        delta.lastAt = change.at
        if change.to == .completed {
            delta.lastCompletedAt = change.at
            delta.failingSince = nil
            delta.failures = 0
        } else {
            delta.lastFailedAt = change.at
            delta.failingSince = delta.failingSince ?? change.at
            delta.failures += 1
        }
        deltas[subject] = delta
    }

    /// A success ends what failed before it; without one the row's own failures go on. In one order, since rounds of several
    /// nodes lock the same rows.
    func write(to connection: any SQLConnection) throws {
        try connection.send(
            """
            INSERT INTO activity (subject_id, workspace_id, kind, last_status, last_at, last_completed_at, last_failed_at,
            failing_since, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (subject_id) DO UPDATE SET last_status = excluded.last_status, last_at = excluded.last_at,
            last_completed_at = COALESCE(excluded.last_completed_at, activity.last_completed_at),
            last_failed_at = COALESCE(excluded.last_failed_at, activity.last_failed_at),
            failing_since = CASE WHEN excluded.last_completed_at IS NULL
                THEN COALESCE(activity.failing_since, excluded.failing_since) ELSE excluded.failing_since END,
            failures = CASE WHEN excluded.last_completed_at IS NULL
                THEN activity.failures + excluded.failures ELSE excluded.failures END
            """,
            deltas.sorted { $0.key < $1.key }.map { subject, delta in
                [
                    subject.value, .id(delta.workspace), .int(delta.kind.rawValue), .status(delta.lastStatus), .time(delta.lastAt),
                    .time(delta.lastCompletedAt), .time(delta.lastFailedAt), .time(delta.failingSince), .int(delta.failures),
                ]
            })
    }
}
