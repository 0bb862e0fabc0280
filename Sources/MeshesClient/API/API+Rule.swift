public import MeshesModel

extension API {
    /// Binds an event name to a connection and says what to do there.
    public struct Rule: Codable, Sendable {
        public var id: RuleID
        public var workspace: WorkspaceID
        public var connection: ConnectionID
        public var type: String
        public var event: String
        public var resource: String?
        public var resourceID: String?
        public var metadata: JSONValue
        public var active: Bool
        public var createdBy: String
        public var createdAt: Timestamp
        public var updatedAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case id, workspace, connection, type, event, resource, metadata, active
            case resourceID = "resource_id"
            case createdBy = "created_by"
            case createdAt = "created_at"
            case updatedAt = "updated_at"
        }
    }

    /// What a new rule is made of.
    public struct RuleCreate: Codable, Sendable {
        public var workspace: WorkspaceID
        public var connection: ConnectionID
        public var event: String
        /// At least `action`, for example `{"action": "send_webhook"}`.
        public var metadata: JSONValue
        public var resource: String?
        /// Needs `resource`.
        public var resourceID: String?

        public init(
            workspace: WorkspaceID, connection: ConnectionID, event: String, metadata: JSONValue, resource: String? = nil,
            resourceID: String? = nil
        ) {
            self.workspace = workspace
            self.connection = connection
            self.event = event
            self.metadata = metadata
            self.resource = resource
            self.resourceID = resourceID
        }

        enum CodingKeys: String, CodingKey {
            case workspace, connection, event, metadata, resource
            case resourceID = "resource_id"
        }
    }
}
