public import MeshesModel

/// A delivery that this node may attempt: what a claim returns, and what is kept of one that was accepted here.
public struct QueueEntry: Sendable {
    public var key: QueueKey
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var event: Event.ID
    public var rule: Rule.ID
    /// The version of the rule under which the event was accepted.
    public var ruleVersion: Int64
    public var type: IntegrationType
    public var eventName: String
    public var resource: String
    public var resourceID: String?
    public var eventCreatedAt: Timestamp
    /// Nil when the payload is past its retention.
    public var payload: [UInt8]?
    public var status: DeliveryStatus
    /// Attempts so far.
    public var attemptCount: Int
    /// Attempts that count against the schedule since the present series began.
    public var budgetUsed: Int
    public var seriesStartedAt: Timestamp
    public var startedAt: Timestamp?
    /// What sets off the next attempt.
    public var trigger: Attempt.Trigger
    public var cancelRequested: Bool
    /// Short reason of the newest failed attempt.
    public var lastError: String?
    /// The node that holds it; nil when nobody does.
    public var holder: Int?

    public init(
        key: QueueKey, organization: Organization.ID, workspace: Workspace.ID, event: Event.ID, rule: Rule.ID,
        ruleVersion: Int64, type: IntegrationType, eventName: String, resource: String, resourceID: String?,
        eventCreatedAt: Timestamp, payload: [UInt8]?, status: DeliveryStatus, attemptCount: Int, budgetUsed: Int,
        seriesStartedAt: Timestamp, startedAt: Timestamp?, trigger: Attempt.Trigger, cancelRequested: Bool,
        lastError: String? = nil, holder: Int? = nil
    ) {
        self.key = key
        self.organization = organization
        self.workspace = workspace
        self.event = event
        self.rule = rule
        self.ruleVersion = ruleVersion
        self.type = type
        self.eventName = eventName
        self.resource = resource
        self.resourceID = resourceID
        self.eventCreatedAt = eventCreatedAt
        self.payload = payload
        self.status = status
        self.attemptCount = attemptCount
        self.budgetUsed = budgetUsed
        self.seriesStartedAt = seriesStartedAt
        self.startedAt = startedAt
        self.trigger = trigger
        self.cancelRequested = cancelRequested
        self.lastError = lastError
        self.holder = holder
    }
}
