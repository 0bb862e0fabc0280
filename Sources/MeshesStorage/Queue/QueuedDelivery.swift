import MeshesModel

/// A queue row together with the state of its delivery, as bulk changes look at it.
struct QueuedDelivery: Sendable {
    let key: QueueKey
    let event: Event.ID
    let rule: Rule.ID
    let workspace: Workspace.ID
    let state: DeliveryState
    let parkedAt: Timestamp?
    /// The node that holds it; nil when nobody does.
    let holder: Int?

    /// Columns for `read`, over `queue q JOIN deliveries d`.
    static let columns = """
        q.connection_id, q.available_at, q.delivery_id, q.event_id, q.rule_id, q.workspace_id, d.parked_at, q.holder, \(DeliveryState.columns)
        """
    static let source = "queue q JOIN deliveries d ON d.event_id = q.event_id AND d.rule_id = q.rule_id"

    static func read(_ row: any SQLRow) throws -> QueuedDelivery {
        QueuedDelivery(
            key: QueueKey(connection: try row.id(0), availableAt: row.time(1), delivery: try row.id(2)), event: try row.id(3),
            rule: try row.id(4), workspace: try row.id(5), state: try DeliveryState(row, at: 8), parkedAt: row.optionalTime(6),
            holder: row.optionalInt(7))
    }

    /// The end of a delivery without another attempt.
    func ended(_ status: DeliveryStatus, at now: Timestamp, error: String?) -> QueuedChange {
        change(to: state.ended(status, at: now, error: error), next: nil, at: now)
    }

    /// Canceled at once, or, where an attempt is in flight or may be, when that ends.
    ///
    /// - Parameter node: the one that asks, whose attempts are `inFlight`.
    func canceled(reason: String, inFlight: Set<Delivery.ID>, node: Int?, at now: Timestamp) -> QueuedChange {
        let isElsewhere = holder != nil && (holder != node || state.status == .processing)
        return inFlight.contains(key.delivery) || isElsewhere ? .requestCancel(event: event, rule: rule) : ended(.canceled, at: now, error: reason)
    }

    func change(to new: DeliveryState, next: Timestamp?, at now: Timestamp) -> QueuedChange {
        let change = DeliveryChange(
            key: key, workspace: workspace, event: event, rule: rule, from: state.status,
            expectsCancelRequested: state.cancelRequested, to: new.status, next: next, attempt: nil,
            attemptCount: new.attemptCount, budgetUsed: new.budgetUsed, seriesStartedAt: new.seriesStartedAt,
            trigger: new.trigger, startedAt: new.startedAt, completedAt: new.completedAt, nextAttemptAt: new.nextAttemptAt,
            lastError: new.lastError, at: now)
        return .change(change)
    }
}
