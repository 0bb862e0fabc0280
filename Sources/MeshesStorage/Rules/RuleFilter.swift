public import MeshesModel

/// Which rules a list shows. All comparisons are exact and combined with "and"; nil takes any.
public struct RuleFilter: Hashable, Sendable {
    public var event: String?
    public var resource: String?
    public var resourceID: String?
    public var connection: Connection.ID?

    public init(
        event: String? = nil, resource: String? = nil, resourceID: String? = nil, connection: Connection.ID? = nil
    ) {
        self.event = event
        self.resource = resource
        self.resourceID = resourceID
        self.connection = connection
    }

    var condition: SQLCondition {
        var condition = SQLCondition.all
        if let event { condition = condition.and("r.event = ?", [.text(event)]) }
        if let resource { condition = condition.and("r.resource = ?", [.text(resource)]) }
        if let resourceID { condition = condition.and("r.resource_id = ?", [.text(resourceID)]) }
        if let connection { condition = condition.and("r.connection_id = ?", [.id(connection)]) }
        return condition
    }

    /// What a cursor is bound to.
    var parts: [String?] { [event, resource, resourceID, connection?.description] }
}
