/// Binds an event name, and perhaps a resource, to a connection and says what to do there.
public struct Rule: Hashable, Sendable {
    public typealias ID = Identifier<Rule>

    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var connection: Connection.ID
    /// The integration type of the connection.
    public var type: IntegrationType
    /// Compared literally with the event's name.
    public var event: String
    /// Nil matches any resource.
    public var resource: String?
    /// Nil matches any id of the resource; needs `resource`.
    public var resourceID: String?
    /// The destination's settings: `action` and what it reads.
    public var metadata: JSONObject
    public var active: Bool
    public var hidden: Bool
    /// Rises by one with each change of `metadata`; deliveries keep the version they were accepted under.
    public var version: Int64
    public var createdBy: String
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, connection: Connection.ID, type: IntegrationType,
        event: String, resource: String? = nil, resourceID: String? = nil, metadata: JSONObject, active: Bool = true,
        hidden: Bool = false, version: Int64 = 1, createdBy: String, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.connection = connection
        self.type = type
        self.event = event
        self.resource = resource
        self.resourceID = resourceID
        self.metadata = metadata
        self.active = active
        self.hidden = hidden
        self.version = version
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
