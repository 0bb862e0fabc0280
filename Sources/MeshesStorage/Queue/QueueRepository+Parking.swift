public import MeshesModel

extension QueueRepository {
    /// Parks deliveries that wait for a connection that was switched off: `retrying` without a due time, with `reason` as
    /// their last error. Those that a node holds stay with it.
    ///
    /// - Returns: how many; call again until 0.
    public func park(
        _ connection: Connection.ID, reason: String, now: Timestamp, limit: Int
    ) async throws -> Int {
        try await sweep(
            where: "q.connection_id = ? AND q.available_at < ?", [.id(connection), .time(.never)],
            order: "q.available_at, q.delivery_id", limit: limit, now: now
        ) { queued in
            guard queued.holder == nil else { return nil }
            if queued.state.cancelRequested { return queued.ended(.canceled, at: now, error: queued.state.lastError) }
            return queued.change(to: queued.state.parked(reason: reason), next: .never, at: now)
        }
    }

    /// Releases parked deliveries, the oldest first: they are due now.
    ///
    /// - Returns: how many; call again until 0.
    public func unpark(_ connection: Connection.ID, now: Timestamp, limit: Int) async throws -> Int {
        try await sweep(
            where: "q.connection_id = ? AND q.available_at = ?", [.id(connection), .time(.never)], order: "q.delivery_id",
            limit: limit, now: now
        ) { queued in
            var state = queued.state
            state.nextAttemptAt = now
            return queued.change(to: state, next: now, at: now)
        }
    }

    /// Ends deliveries as failed that have been parked since before `parkedBefore`. Their last error stays.
    ///
    /// - Returns: how many; call again until 0.
    public func expireParked(
        _ connection: Connection.ID, parkedBefore: Timestamp, now: Timestamp, limit: Int
    ) async throws -> Int {
        try await sweep(
            where: "q.connection_id = ? AND q.available_at = ? AND d.parked_at < ?",
            [.id(connection), .time(.never), .time(parkedBefore)], order: "q.delivery_id", limit: limit, now: now
        ) { $0.ended(.failed, at: now, error: $0.state.lastError) }
    }

    /// Cancels the unfinished deliveries of a rule that was deleted or switched off.
    ///
    /// - Parameters:
    ///   - reason: becomes their last error.
    ///   - inFlight: deliveries with an attempt running on this node: they are canceled when it ends.
    ///   - node: this node; what another holds is canceled when its attempt ends.
    /// - Returns: how many; call again until 0.
    public func cancel(
        ofRule rule: Rule.ID, workspace: Workspace.ID, reason: String, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?,
        limit: Int
    ) async throws -> Int {
        try await sweep(
            where: "q.workspace_id = ? AND q.rule_id = ? AND d.cancel_requested = 0", [.id(workspace), .id(rule)], order: nil,
            limit: limit, now: now
        ) { $0.canceled(reason: reason, inFlight: inFlight, node: node, at: now) }
    }

    /// Cancels the unfinished deliveries of a connection that was deleted.
    ///
    /// - Returns: how many; call again until 0.
    public func cancel(
        ofConnection connection: Connection.ID, reason: String, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?, limit: Int
    ) async throws -> Int {
        try await sweep(
            where: "q.connection_id = ? AND d.cancel_requested = 0", [.id(connection)], order: "q.available_at, q.delivery_id",
            limit: limit, now: now
        ) { $0.canceled(reason: reason, inFlight: inFlight, node: node, at: now) }
    }

    /// Looks for queued deliveries in a snapshot and carries out a change for each, fenced by its place in the queue.
    private func sweep(
        where condition: String, _ arguments: [SQLValue], order: String?, limit: Int, now: Timestamp,
        _ change: @escaping @Sendable (QueuedDelivery) -> QueuedChange?
    ) async throws -> Int {
        let sql = """
            SELECT \(QueuedDelivery.columns) FROM \(QueuedDelivery.source) WHERE \(condition)
            \(order.map { "ORDER BY \($0)" } ?? "")
            """
        let changes = try await core.database.read { connection in
            var changes: [QueuedChange] = []
            try connection.each(sql, arguments) { row in
                if let change = change(try QueuedDelivery.read(row)) { changes.append(change) }
                return changes.count < limit
            }
            return changes
        }
        guard !changes.isEmpty else { return 0 }
        return try await core.committer.write(isExclusive: false) { try QueuedChange.carryOut(changes, on: $0) }
    }
}
