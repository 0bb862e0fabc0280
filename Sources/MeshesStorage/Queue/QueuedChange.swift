import MeshesModel

/// What a bulk change does to one queued delivery.
enum QueuedChange: Sendable {
    case change(DeliveryChange)
    /// Notes that it is to be canceled when the attempt in flight ends.
    case requestCancel(event: Event.ID, rule: Rule.ID)

    /// - Returns: how many took effect.
    static func carryOut(_ changes: [QueuedChange], on connection: any SQLConnection) throws -> Int {
        var moves: [DeliveryChange] = []
        var requests: [[SQLValue]] = []
        for change in changes {
            switch change {
            case .change(let move): moves.append(move)
            case .requestCancel(let event, let rule): requests.append([.id(event), .id(rule)])
            }
        }
        let results = try ChangeRound(connection: connection, fence: NodeFence(connection)).apply(moves)
        let requested = try connection.executeMany(
            """
            UPDATE deliveries SET cancel_requested = 1
            WHERE event_id = ? AND rule_id = ? AND cancel_requested = 0 AND status IN (0, 1, 2)
            """, requests)
        let applied = results.count { if case .applied = $0 { true } else { false } }
        return applied + requested.reduce(0, +)
    }
}
