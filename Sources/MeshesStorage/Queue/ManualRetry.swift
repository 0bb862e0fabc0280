public import MeshesModel

/// A manual retry as it was decided from a `StoredDelivery`; applied only while status and place in the queue are the same.
public struct ManualRetry: Sendable {
    public var event: Event.ID
    public var rule: Rule.ID
    /// The status the row must still have: `retrying` or `failed`.
    public var from: DeliveryStatus
    /// The place in the queue it must still have; nil for a failed delivery, which has none.
    public var key: QueueKey?
    /// The state after the decision.
    public var to: DeliveryState
    /// When the attempt is due.
    public var availableAt: Timestamp
    public var at: Timestamp

    public init(
        event: Event.ID, rule: Rule.ID, from: DeliveryStatus, key: QueueKey?, to: DeliveryState, availableAt: Timestamp,
        at: Timestamp
    ) {
        self.event = event
        self.rule = rule
        self.from = from
        self.key = key
        self.to = to
        self.availableAt = availableAt
        self.at = at
    }
}
