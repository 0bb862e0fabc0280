import MeshesModel

struct DeletedRuleReply: Encodable, Sendable {
    var id: Rule.ID
    var connection: Connection.ID
    var type: IntegrationType
    var event: String
    var resource: String?
    var resourceID: String?

    enum CodingKeys: String, CodingKey {
        case id, connection, type, event, resource
        case resourceID = "resource_id"
    }

    init(_ rule: Rule) {
        id = rule.id
        connection = rule.connection
        type = rule.type
        event = rule.event
        resource = rule.resource
        resourceID = rule.resourceID
    }
}
