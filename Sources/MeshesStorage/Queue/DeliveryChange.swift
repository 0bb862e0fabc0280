public import MeshesModel

/// One state change of a delivery with everything that goes with it. Carried out whole or not at all.
public struct DeliveryChange: Sendable {
    public var key: QueueKey
    public var workspace: Workspace.ID
    public var event: Event.ID
    public var rule: Rule.ID
    /// The status the row must still have.
    public var from: DeliveryStatus
    /// Whether a cancel must have been asked for: true and false are both conditions.
    public var expectsCancelRequested: Bool
    public var to: DeliveryStatus
    /// Where the delivery goes in the queue: its due time, or `.never` while parked. Nil takes it out of the queue.
    public var next: Timestamp?
    /// The attempt that led to this change.
    public var attempt: Attempt?
    /// Kept only together with `attempt`.
    public var details: ResponseDetails?
    public var attemptCount: Int
    public var budgetUsed: Int
    public var seriesStartedAt: Timestamp
    /// What will set off the next attempt.
    public var trigger: Attempt.Trigger
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    /// The due time as shown to users; nil while parked.
    public var nextAttemptAt: Timestamp?
    public var lastError: String?
    /// The node in whose name this is written, which holds the delivery; nil when nobody does.
    public var holder: Int?
    /// When this happened.
    public var at: Timestamp

    public init(
        key: QueueKey, workspace: Workspace.ID, event: Event.ID, rule: Rule.ID, from: DeliveryStatus,
        expectsCancelRequested: Bool = false, to: DeliveryStatus, next: Timestamp?, attempt: Attempt?,
        details: ResponseDetails? = nil, attemptCount: Int, budgetUsed: Int, seriesStartedAt: Timestamp,
        trigger: Attempt.Trigger = .auto, startedAt: Timestamp?, completedAt: Timestamp?, nextAttemptAt: Timestamp?,
        lastError: String?, holder: Int? = nil, at: Timestamp
    ) {
        self.key = key
        self.workspace = workspace
        self.event = event
        self.rule = rule
        self.from = from
        self.expectsCancelRequested = expectsCancelRequested
        self.to = to
        self.next = next
        self.attempt = attempt
        self.details = details
        self.attemptCount = attemptCount
        self.budgetUsed = budgetUsed
        self.seriesStartedAt = seriesStartedAt
        self.trigger = trigger
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.holder = holder
        self.at = at
    }
}
