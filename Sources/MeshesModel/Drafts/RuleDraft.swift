public import OrderedCollections

/// What `POST /rules` asks for. Whether the integration knows the action is the integration's to say.
public struct RuleDraft: Hashable, Sendable {
    public var workspace: Workspace.ID
    public var connection: Connection.ID
    public var event: String
    public var resource: String?
    public var resourceID: String?
    public var metadata: JSONObject
    public var active: Bool
    public var hidden: Bool

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let workspace = reader.id("workspace", of: Workspace.self, required: true)
        let connection = reader.id("connection", of: Connection.self, required: true)
        let event = reader.string("event", .eventName, required: true)
        let metadata = reader.ruleMetadata(required: true)
        resource = reader.string("resource", .resource)
        resourceID = reader.string("resource_id", .ruleResourceID)
        active = reader.bool("active") ?? true
        hidden = reader.bool("hidden") ?? false
        if resourceID != nil, (body["resource"] ?? .null).isNull { reader.fail("resource_id", Rule.resourceIDNeedsResource) }
        guard let workspace, let connection, let event, let metadata, reader.issues.isEmpty else { throw reader.failure }
        self.workspace = workspace
        self.connection = connection
        self.event = event
        self.metadata = metadata
    }
}
