public import MeshesModel

extension QueueRepository {
    /// Ends leases that a process before this one has left behind: the deliveries are due now. Only for a node that has the
    /// store to itself, and before it leases anything.
    ///
    /// A leased row is one whose place in the queue is not the due time that its delivery shows. Each lane is looked at by
    /// itself, since that is how the queue is ordered: what waits and is not leased costs nothing.
    /// - Parameters:
    ///   - until: the latest moment at which such a lease can run out.
    ///   - limit: rows of a lane that one write may move.
    /// - Returns: how many.
    public func releaseLeases(until: Timestamp, now: Timestamp, limit: Int) async throws -> Int {
        var released = 0
        var after: Connection.ID?
        repeat {
            let lanes = try await lanes(after: after, limit: 500)
            for lane in lanes {
                var keys: [QueueKey]
                repeat {
                    keys = try await leased(lane.connection, from: now, to: until, limit: limit)
                    try await release(keys, at: now)
                    released += keys.count
                } while keys.count == limit
            }
            after = lanes.count == 500 ? lanes.last?.connection : nil
        } while after != nil
        return released
    }

    private func leased(_ connection: Connection.ID, from: Timestamp, to: Timestamp, limit: Int) async throws -> [QueueKey] {
        try await core.database.read { database in
            try database.query(
                """
                SELECT q.available_at, q.delivery_id FROM queue q
                JOIN deliveries d ON d.event_id = q.event_id AND d.rule_id = q.rule_id
                WHERE q.connection_id = ? AND q.available_at > ? AND q.available_at <= ?
                AND (d.next_attempt_at IS NULL OR d.next_attempt_at <> q.available_at)
                ORDER BY q.available_at, q.delivery_id LIMIT ?
                """, [.id(connection), .time(from), .time(to), .int(limit)]
            ) { QueueKey(connection: connection, availableAt: $0.time(0), delivery: try $0.id(1)) }
        }
    }
}
