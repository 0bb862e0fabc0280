import MeshesModel

struct RuleReply: Encodable, Sendable {
    var id: Rule.ID
    var workspace: Workspace.ID
    var connection: Connection.ID
    /// The integration type of the connection.
    var type: IntegrationType
    var event: String
    var resource: String?
    var resourceID: String?
    var metadata: JSONValue
    var active: Bool
    var hidden: Bool
    var createdBy: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    /// Both only in lists that ask for activity.
    var connectionName: String?
    var activity: RuleActivityReply?

    enum CodingKeys: String, CodingKey {
        case id, workspace, connection, type, event, resource, metadata, active, hidden, activity
        case connectionName = "connection_name"
        case resourceID = "resource_id"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    init(_ rule: Rule) {
        id = rule.id
        workspace = rule.workspace
        connection = rule.connection
        type = rule.type
        event = rule.event
        resource = rule.resource
        resourceID = rule.resourceID
        metadata = .object(rule.metadata)
        active = rule.active
        hidden = rule.hidden
        createdBy = rule.createdBy
        createdAt = rule.createdAt
        updatedAt = rule.updatedAt
    }
}

struct RuleEnvelope: Encodable, Sendable {
    var rule: RuleReply
}
