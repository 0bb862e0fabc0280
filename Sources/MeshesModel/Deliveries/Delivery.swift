/// One event on its way through one rule. The API calls it rule event.
public struct Delivery: Hashable, Sendable {
    public typealias ID = Identifier<Delivery>

    /// Stable over retries; receivers deduplicate by it.
    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var event: Event.ID
    public var eventName: String
    public var resource: String
    public var resourceID: String?
    public var rule: Rule.ID
    public var connection: Connection.ID
    public var type: IntegrationType
    public var status: DeliveryStatus
    /// Finished attempts and the running one.
    public var attemptCount: Int
    /// Attempts of the present series that count against its schedule.
    public var budgetUsed: Int
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    /// When the next automatic attempt is due; nil while parked or terminal.
    public var nextAttemptAt: Timestamp?
    /// Short reason of the newest failed attempt; nil once an attempt has succeeded.
    public var lastError: String?
    public var createdBy: String
    public var createdAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, event: Event.ID, eventName: String, resource: String,
        resourceID: String?, rule: Rule.ID, connection: Connection.ID, type: IntegrationType, status: DeliveryStatus,
        attemptCount: Int, budgetUsed: Int, startedAt: Timestamp?, completedAt: Timestamp?, nextAttemptAt: Timestamp?, lastError: String?,
        createdBy: String, createdAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.event = event
        self.eventName = eventName
        self.resource = resource
        self.resourceID = resourceID
        self.rule = rule
        self.connection = connection
        self.type = type
        self.status = status
        self.attemptCount = attemptCount
        self.budgetUsed = budgetUsed
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.createdBy = createdBy
        self.createdAt = createdAt
    }

    /// How many attempts there will have been when the present series is used up. Grows with a new series, and with
    /// attempts that count against none.
    public func attemptLimit(_ schedule: RetrySchedule) -> Int { attemptCount - budgetUsed + schedule.attempts }
}
