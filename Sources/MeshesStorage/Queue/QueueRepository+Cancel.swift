public import MeshesModel

extension QueueRepository {
    /// Cancels one delivery: at once, or, with an attempt in flight, when that ends without success.
    ///
    /// - Parameters:
    ///   - inFlight: deliveries with an attempt running on this node.
    ///   - node: this node; what another holds may have an attempt in flight there.
    /// - Returns: the delivery after the change; unchanged when it was canceled already.
    /// - Throws: `notFound`; `conflict` for a completed or failed delivery.
    public func cancel(
        _ access: Access, _ event: Event.ID, _ rule: Rule.ID, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?
    ) async throws -> Delivery {
        try await core.database.write { connection in
            try Self.cancel(access, event, rule, now: now, inFlight: inFlight, node: node, on: connection)
            return try StoredDelivery.get(access, event, rule, on: connection).delivery
        }
    }

    /// Cancels every unfinished delivery of an event that lies within `access`.
    ///
    /// - Returns: the event after the change; unchanged when all were canceled already.
    /// - Throws: `notFound`; `conflict` when there is nothing to cancel.
    public func cancelAll(
        _ access: Access, _ event: Event.ID, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?
    ) async throws -> Event {
        try await core.database.write { connection in
            guard let present = try Event.find(access, event, on: connection) else { throw MeshesError.notFound("Event") }
            let reach = access.deliveries("d", of: "e")
            let rules: [Rule.ID] = try connection.query(
                "SELECT d.rule_id FROM \(Delivery.source) WHERE d.event_id = ? AND d.status IN (0, 1, 2) AND \(reach.sql)",
                [.id(event)] + reach.arguments
            ) { try $0.id(0) }
            guard !rules.isEmpty else {
                guard present.progress.status == .canceled else {
                    throw MeshesError(.conflict, "The event has no unfinished delivery; there is nothing to cancel.")
                }
                return present
            }
            for rule in rules { try Self.cancel(access, event, rule, now: now, inFlight: inFlight, node: node, on: connection) }
            return try Event.find(access, event, on: connection) ?? present
        }
    }

    /// Looks again when a node claims the delivery, or ends its attempt, between the look at it and the change.
    private static func cancel(
        _ access: Access, _ event: Event.ID, _ rule: Rule.ID, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?,
        on connection: any SQLConnection
    ) throws {
        for _ in 0..<looks {
            let stored = try StoredDelivery.get(access, event, rule, on: connection)
            if try cancel(stored, now: now, inFlight: inFlight, node: node, on: connection) { return }
        }
        throw MeshesError.storeUnavailable
    }

    private static let looks = 5

    /// - Returns: false when the delivery has moved on since it was looked at.
    private static func cancel(
        _ stored: StoredDelivery, now: Timestamp, inFlight: Set<Delivery.ID>, node: Int?, on connection: any SQLConnection
    ) throws -> Bool {
        let delivery = stored.delivery
        let isElsewhere = stored.holder != nil && stored.holder != node
        let after = try stored.state.canceled(inFlight: isElsewhere || inFlight.contains(delivery.id), now: now)
        guard after != stored.state, let key = stored.key else { return true }
        let queued = QueuedDelivery(
            key: key, event: delivery.event, rule: delivery.rule, workspace: delivery.workspace, state: stored.state,
            parkedAt: stored.parkedAt, holder: stored.holder)
        let change: QueuedChange =
            after.status == .canceled
            ? queued.change(to: after, next: nil, at: now) : .requestCancel(event: delivery.event, rule: delivery.rule)
        return try QueuedChange.carryOut([change], on: connection) > 0
    }
}
