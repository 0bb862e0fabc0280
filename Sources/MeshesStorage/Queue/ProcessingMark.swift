public import MeshesModel

/// Says that an attempt is under way and takes long enough to be shown.
public struct ProcessingMark: Hashable, Sendable {
    public var key: QueueKey
    public var event: Event.ID
    public var rule: Rule.ID
    /// The status the row must still have.
    public var from: DeliveryStatus
    /// Start of the running attempt.
    public var startedAt: Timestamp
    /// Attempts with the running one.
    public var attemptCount: Int

    public init(key: QueueKey, event: Event.ID, rule: Rule.ID, from: DeliveryStatus, startedAt: Timestamp, attemptCount: Int) {
        self.key = key
        self.event = event
        self.rule = rule
        self.from = from
        self.startedAt = startedAt
        self.attemptCount = attemptCount
    }
}
