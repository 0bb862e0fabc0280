public import MeshesModel

extension API {
    /// A configured destination of a workspace.
    public struct Connection: Codable, Sendable {
        public var id: ConnectionID
        public var workspace: WorkspaceID
        /// Integration type, for example `webhook`.
        public var type: String
        public var name: String
        /// Settings; secret ones are null or left out.
        public var metadata: JSONValue
        /// Names of the secret settings that hold a value.
        public var secretsSet: [String]?
        public var active: Bool?
        /// `authentication_invalid` and the like; absent while active.
        public var inactiveReason: String?
        public var inactiveDetail: String?
        public var createdBy: String
        public var createdAt: Timestamp
        public var updatedAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case id, workspace, type, name, metadata, active
            case secretsSet = "secrets_set"
            case inactiveReason = "inactive_reason"
            case inactiveDetail = "inactive_detail"
            case createdBy = "created_by"
            case createdAt = "created_at"
            case updatedAt = "updated_at"
        }
    }

    /// What a new connection is made of.
    public struct ConnectionCreate: Codable, Sendable {
        public var workspace: WorkspaceID
        public var type: String
        public var name: String
        public var metadata: JSONValue

        public init(workspace: WorkspaceID, type: String, name: String, metadata: JSONValue) {
            self.workspace = workspace
            self.type = type
            self.name = name
            self.metadata = metadata
        }
    }

    /// The new state of a connection; a secret that is left out of `metadata` keeps its value.
    public struct ConnectionUpdate: Codable, Sendable {
        public var name: String
        public var metadata: JSONValue
        /// Nil leaves it as it is.
        public var active: Bool?

        public init(name: String, metadata: JSONValue, active: Bool? = nil) {
            self.name = name
            self.metadata = metadata
            self.active = active
        }
    }
}
