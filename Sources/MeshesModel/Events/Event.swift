/// One fact that a SaaS emitted, with the state of its deliveries.
public struct Event: Hashable, Sendable {
    public typealias ID = Identifier<Event>

    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    /// 1 to 128 characters, not blank.
    public var name: String
    /// `global` when the emitter gave none.
    public var resource: String
    public var resourceID: String?
    public var createdBy: String
    public var createdAt: Timestamp
    public var progress: EventProgress
    /// Sent by hand to try one rule: delivered through that rule only, and left out of all counts.
    public var isTest: Bool

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, name: String, resource: String,
        resourceID: String?, createdBy: String, createdAt: Timestamp, progress: EventProgress,
        isTest: Bool = false
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.name = name
        self.resource = resource
        self.resourceID = resourceID
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.progress = progress
        self.isTest = isTest
    }

    /// What sets off the first attempt of its deliveries.
    public var firstTrigger: Attempt.Trigger { isTest ? .test : .auto }

    /// The resource of an event that names none.
    public static let globalResource = "global"
}
