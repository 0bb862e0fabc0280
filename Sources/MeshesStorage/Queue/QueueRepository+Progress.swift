public import MeshesModel

extension QueueRepository {
    /// Shows attempts that take long as `processing`. The leases stay as they are.
    ///
    /// - Returns: one result for each, in order.
    public func markProcessing(_ marks: [ProcessingMark]) async throws -> [ChangeResult] {
        guard !marks.isEmpty else { return [] }
        let now = core.time.now()
        return try await core.committer.write(isExclusive: false) { connection in
            var progress = ProgressRound(connection: connection)
            try progress.load(marks.map(\.event))
            let results = try marks.map { mark in
                let result = try Self.mark(mark, on: connection)
                if case .applied = result {
                    progress.move(mark.event, from: mark.from, to: .processing, startedAt: mark.startedAt, at: now)
                }
                return result
            }
            var rollups = RollupDeltas()
            try progress.write(counting: &rollups)
            try rollups.write(to: connection)
            return results
        }
    }

    /// Applies a manual retry that was decided from a `StoredDelivery`.
    ///
    /// - Returns: what the engine needs to attempt it; nil when the delivery has moved on since: decide again.
    /// - Throws: `notFound` for what lies outside `access`.
    public func requeue(_ access: Access, _ retry: ManualRetry) async throws -> QueueEntry? {
        try await core.database.write { connection in
            let stored = try StoredDelivery.get(access, retry.event, retry.rule, on: connection)
            guard stored.state.status == retry.from, stored.key == retry.key else { return nil }
            let delivery = stored.delivery
            let target = QueueKey(connection: delivery.connection, availableAt: retry.availableAt, delivery: delivery.id)
            let held = stored.key ?? target
            if stored.key == nil {
                try connection.execute(
                    QueueSQL.insert.sql, target.arguments + [.id(retry.event), .id(retry.rule), .id(delivery.workspace), .null])
            }
            let to = retry.to
            let change = DeliveryChange(
                key: held, workspace: delivery.workspace, event: retry.event, rule: retry.rule, from: retry.from,
                expectsCancelRequested: stored.state.cancelRequested, to: to.status, next: retry.availableAt, attempt: nil,
                attemptCount: to.attemptCount, budgetUsed: to.budgetUsed, seriesStartedAt: to.seriesStartedAt,
                trigger: to.trigger, startedAt: to.startedAt, completedAt: to.completedAt, nextAttemptAt: to.nextAttemptAt,
                lastError: to.lastError, at: retry.at)
            guard case .applied = try ChangeRound(connection: connection, fence: NodeFence(connection)).apply([change])[0] else { return nil }
            return QueueEntry(
                key: target, organization: delivery.organization, workspace: delivery.workspace, event: delivery.event,
                rule: delivery.rule, ruleVersion: stored.ruleVersion, type: delivery.type, eventName: delivery.eventName,
                resource: delivery.resource, resourceID: delivery.resourceID, eventCreatedAt: delivery.createdAt,
                payload: stored.payload, state: to)
        }
    }

    private static func mark(_ mark: ProcessingMark, on connection: any SQLConnection) throws -> ChangeResult {
        let held = try connection.first(
            "SELECT 1 FROM queue WHERE connection_id = ? AND available_at = ? AND delivery_id = ?", mark.key.arguments
        ) { _ in true }
        guard held != nil else { return .fenced }
        let changed = try connection.execute(
            """
            UPDATE deliveries SET status = 1, attempt_count = ?, started_at = COALESCE(started_at, ?), next_attempt_at = NULL
            WHERE event_id = ? AND rule_id = ? AND status = ?
            """,
            [.int(mark.attemptCount), .time(mark.startedAt), .id(mark.event), .id(mark.rule), .status(mark.from)])
        if changed > 0 { return .applied }
        let state = try connection.first(
            "SELECT status, cancel_requested FROM deliveries WHERE event_id = ? AND rule_id = ?",
            [.id(mark.event), .id(mark.rule)]
        ) { (status: try $0.value(0, as: DeliveryStatus.self), cancelRequested: $0.bool(1)) }
        guard let state else { return .fenced }
        return .conflict(status: state.status, cancelRequested: state.cancelRequested)
    }
}
