import MeshesModel

/// State changes of deliveries, carried out table by table in one transaction: the queue decides who still holds it,
/// the delivery's row whether its state is the expected one; then come attempts, the events' progress and the counts.
struct ChangeRound {
    private static let attemptRows = InsertStatement(
        into: "attempts",
        """
        event_id, rule_id, number, id, trigger_code, outcome, message, http_status, started_at, finished_at, next_attempt_at, \
        has_details, request_id
        """)
    private static let responseRows = InsertStatement(into: "responses", "attempt_id, workspace_id, body, captured_at")

    private static let states = KeyedStatement.update(
        "deliveries",
        set: """
            status, attempt_count, budget_used, series_started_at, next_trigger, cancel_requested, parked_at, started_at, \
            completed_at, next_attempt_at, last_error
            """,
        where: "event_id, rule_id, status, cancel_requested")

    private let connection: any SQLConnection
    private let fence: NodeFence

    init(connection: any SQLConnection, fence: NodeFence) {
        self.connection = connection
        self.fence = fence
    }

    /// Carries out changes, counts and all.
    ///
    /// - Parameter details: encoded response details, by the index of their change.
    /// - Returns: one result for each change, in order.
    func apply(_ changes: [DeliveryChange], details: [Int: [UInt8]] = [:]) throws -> [ChangeResult] {
        var counts = RoundCounts()
        let results = try apply(changes, details: details, counting: &counts)
        try counts.write(to: connection)
        return results
    }

    /// Carries out changes and leaves it to the caller to write what they count.
    func apply(
        _ changes: [DeliveryChange], details: [Int: [UInt8]], counting counts: inout RoundCounts
    ) throws -> [ChangeResult] {
        var results = [ChangeResult](repeating: .applied, count: changes.count)
        let held = try moveInQueue(changes, &results)
        let applied = try updateDeliveries(changes, held, &results)
        try insertAttempts(changes, applied, details)
        var progress = ProgressRound(connection: connection)
        try progress.load(applied.map { changes[$0].event })
        for index in applied {
            let change = changes[index]
            let connectionID = change.key.connection
            progress.move(change.event, from: change.from, to: change.to, startedAt: change.startedAt, at: change.at)
            guard !progress.isTest(change.event) else { continue }
            counts.activity.add(change)
            if let attempt = change.attempt {
                counts.rollups.add(
                    1, .attempts, workspace: change.workspace, at: attempt.finishedAt, connection: connectionID,
                    code: attempt.outcome.rawValue)
            }
            guard change.to.isTerminal else { continue }
            counts.rollups.add(
                1, .deliveries, workspace: change.workspace, at: change.at, connection: connectionID, code: change.to.rawValue)
            counts.rollups.add(
                1, .rules, workspace: change.workspace, at: change.at, connection: connectionID, rule: change.rule,
                code: change.to.rawValue)
            guard change.to == .completed, let accepted = progress.createdAt(change.event) else { continue }
            let waited = (change.at - accepted).wholeMilliseconds
            counts.rollups.add(
                1, .latency, workspace: change.workspace, at: change.at, code: LatencyBucket.bucket(milliseconds: waited))
        }
        try progress.write(counting: &counts.rollups)
        return results
    }

    /// Moves or removes the queue rows.
    ///
    /// - Returns: the indices of those that were there.
    private func moveInQueue(_ changes: [DeliveryChange], _ results: inout [ChangeResult]) throws -> [Int] {
        var removed: [Int] = []
        var moved: [Int] = []
        for index in changes.indices {
            guard try fence.isAlive(changes[index].holder) else {
                results[index] = .fenced
                continue
            }
            if changes[index].next == nil { removed.append(index) } else { moved.append(index) }
        }
        let removals = try connection.change(QueueSQL.remove, removed.map { changes[$0].key.arguments })
        let moves = try connection.change(
            QueueSQL.move, moved.map { [.time(changes[$0].next), .null] + changes[$0].key.arguments })
        var held: [Int] = []
        for (index, isHeld) in zip(removed + moved, removals + moves) {
            if isHeld { held.append(index) } else { results[index] = .fenced }
        }
        return held.sorted()
    }

    /// Writes the new states where the old ones are as expected; puts the queue row back where they are not.
    private func updateDeliveries(
        _ changes: [DeliveryChange], _ held: [Int], _ results: inout [ChangeResult]
    ) throws -> [Int] {
        let found = try connection.change(Self.states, held.map { Self.arguments(changes[$0]) })
        var applied: [Int] = []
        for (index, isFound) in zip(held, found) {
            if isFound {
                applied.append(index)
            } else {
                results[index] = try putBack(changes[index])
            }
        }
        return applied
    }

    private static func arguments(_ change: DeliveryChange) -> [SQLValue] {
        [
            .status(change.to), .int(change.attemptCount), .int(change.budgetUsed), .time(change.seriesStartedAt),
            .int(change.trigger.rawValue), .bool(change.expectsCancelRequested && !change.to.isTerminal),
            change.next == .never ? .time(change.at) : .null, .time(change.startedAt), .time(change.completedAt),
            .time(change.nextAttemptAt), .text(change.lastError), .id(change.event), .id(change.rule), .status(change.from),
            .bool(change.expectsCancelRequested),
        ]
    }

    private func putBack(_ change: DeliveryChange) throws -> ChangeResult {
        let key = change.key
        let state = try connection.first(
            "SELECT status, cancel_requested FROM deliveries WHERE event_id = ? AND rule_id = ?",
            [.id(change.event), .id(change.rule)]
        ) { (status: try $0.value(0, as: DeliveryStatus.self), cancelRequested: $0.bool(1)) }
        // Without a delivery there is nothing that the queue row could stand for.
        guard let state else {
            if let next = change.next {
                try connection.execute(QueueSQL.remove.sql, QueueKey(connection: key.connection, availableAt: next, delivery: key.delivery).arguments)
            }
            return .fenced
        }
        if let next = change.next {
            let moved = QueueKey(connection: key.connection, availableAt: next, delivery: key.delivery)
            try connection.execute(QueueSQL.move.sql, [.time(key.availableAt), .int(change.holder)] + moved.arguments)
        } else {
            try connection.execute(
                QueueSQL.insert.sql, key.arguments + [.id(change.event), .id(change.rule), .id(change.workspace), .int(change.holder)])
        }
        return .conflict(status: state.status, cancelRequested: state.cancelRequested)
    }

    private func insertAttempts(_ changes: [DeliveryChange], _ applied: [Int], _ details: [Int: [UInt8]]) throws {
        var attempts: [[SQLValue]] = []
        var responses: [[SQLValue]] = []
        for index in applied {
            guard let attempt = changes[index].attempt else { continue }
            let body = details[index]
            attempts.append([
                .id(attempt.event), .id(attempt.rule), .int(attempt.number), .id(attempt.id), .int(attempt.trigger.rawValue),
                .int(attempt.outcome.rawValue), .text(attempt.message), .int(attempt.httpStatus), .time(attempt.startedAt),
                .time(attempt.finishedAt), .time(attempt.nextAttemptAt), .bool(body != nil), .text(attempt.requestID),
            ])
            if let body { responses.append([.id(attempt.id), .id(changes[index].workspace), .blob(body), .time(attempt.finishedAt)]) }
        }
        try connection.insert(Self.attemptRows, attempts)
        try connection.insert(Self.responseRows, responses)
    }
}
