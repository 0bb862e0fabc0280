public import MeshesModel

/// The hot set: deliveries that wait or are in flight, by connection and due time.
///
/// A row with a holder is in the hands of a node, and no other takes it while that node lives, whatever the clocks say. A claim
/// also moves `available_at` to the moment until which the node may start an attempt: whoever has an older value is fenced, and
/// what the node has lost sight of comes back to it then.
public struct QueueRepository: Sendable {
    let core: StoreCore

    /// Carries out state changes, each whole or not at all, and keeps the events' progress and the counts with them.
    ///
    /// - Returns: one result for each, in order.
    /// - Throws: `serviceUnavailable` when too much waits already or the disk takes nothing more; nothing is written then.
    public func record(_ changes: [DeliveryChange]) async throws -> [ChangeResult] {
        guard !changes.isEmpty else { return [] }
        var details: [Int: [UInt8]] = [:]
        for (index, change) in changes.enumerated() {
            // Here and not on the committer's thread, which must not spend its time on JSON.
            if change.attempt != nil, let captured = change.details { details[index] = try captured.stored() }
        }
        return try await core.committer.record(changes, details: details)
    }

    /// The sizes of the hot set. Reads all of it: not for hot paths.
    public func statistics(now: Timestamp) async throws -> QueueStatistics {
        try await core.database.read { connection in
            let counted = try connection.first(
                """
                SELECT COUNT(*), COUNT(CASE WHEN available_at = ? THEN 1 END), MIN(CASE WHEN available_at <= ? THEN available_at END)
                FROM queue
                """, [.time(.never), .time(now)]
            ) { QueueStatistics(waiting: $0.int(0) - $0.int(1), oldest: $0.optionalTime(2), parked: $0.int(1)) }
            return counted ?? QueueStatistics(waiting: 0, oldest: nil, parked: 0)
        }
    }

    /// The connections that have deliveries in the queue, by id, each with its first due time.
    ///
    /// - Parameters:
    ///   - after: the last connection of the page before.
    ///   - node: the node that asks; what others hold is left out.
    public func lanes(after: Connection.ID? = nil, limit: Int, node: Int? = nil) async throws -> [QueueLane] {
        try await core.database.read { connection in
            var lanes: [QueueLane] = []
            var last = after ?? Connection.ID(high: 0, low: 0)
            // A loose index scan: one look-up a connection, however many rows each has.
            while lanes.count < limit {
                let lane = try connection.first(
                    """
                    SELECT connection_id, workspace_id, available_at FROM queue
                    WHERE connection_id > ? AND (holder IS NULL OR holder = ?) ORDER BY connection_id, available_at LIMIT 1
                    """, [.id(last), .int(node)]
                ) { QueueLane(connection: try $0.id(0), workspace: try $0.id(1), earliest: $0.time(2)) }
                guard let lane else { break }
                lanes.append(lane)
                last = lane.connection
            }
            return lanes
        }
    }
}
