/// A tenant: one customer of the SaaS, or one environment of it. Connections, rules and history belong to exactly one.
public struct Workspace: Hashable, Sendable {
    public typealias ID = Identifier<Workspace>

    public var id: ID
    public var organization: Organization.ID
    /// 3 to 50 characters of `[a-zA-Z0-9 _-]`, unique in the organisation.
    public var name: String
    /// At most 1024 characters.
    public var description: String?
    public var retention: WorkspaceRetention
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, name: String, description: String?, retention: WorkspaceRetention,
        createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.name = name
        self.description = description
        self.retention = retention
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
