public import MeshesModel

extension API {
    /// What a new session is made of.
    public struct SessionCreate: Encodable, Sendable {
        public var workspace: WorkspaceID
        public var role: SessionRole
        public var type: SessionType
        /// Both parts of the pair, for type `resource` only.
        public var resource: String?
        public var resourceID: String?
        public var scopes: [SessionScope]
        /// Your own id of the user; at most 255 characters.
        public var externalUser: String?
        /// Life of each access token: 300 to 3,600 seconds.
        public var ttl: Duration
        /// Life of the launch URL: 15 to 60 seconds.
        public var launchTTL: Duration
        public var page: LaunchPage
        /// Origins that may embed it, at most 10. Name them in production.
        public var allowedOrigins: [String]
        public var appearance: Appearance?

        public init(
            workspace: WorkspaceID, role: SessionRole = .member, type: SessionType = .workspace, resource: String? = nil,
            resourceID: String? = nil, scopes: [SessionScope] = [], externalUser: String? = nil, ttl: Duration = .seconds(1800),
            launchTTL: Duration = .seconds(30), page: LaunchPage = .dashboard, allowedOrigins: [String] = [],
            appearance: Appearance? = nil
        ) {
            self.workspace = workspace
            self.role = role
            self.type = type
            self.resource = resource
            self.resourceID = resourceID
            self.scopes = scopes
            self.externalUser = externalUser
            self.ttl = ttl
            self.launchTTL = launchTTL
            self.page = page
            self.allowedOrigins = allowedOrigins
            self.appearance = appearance
        }

        enum CodingKeys: String, CodingKey {
            case role, resource, scopes, appearance
            case workspace = "workspace_id"
            case type = "session_type"
            case resourceID = "resource_id"
            case externalUser = "external_user_id"
            case ttl = "ttl_seconds"
            case launchTTL = "launch_ttl_seconds"
            case page = "launch_page"
            case allowedOrigins = "allowed_origins"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(workspace, forKey: .workspace)
            try container.encode(role, forKey: .role)
            try container.encode(type, forKey: .type)
            try container.encodeIfPresent(resource, forKey: .resource)
            try container.encodeIfPresent(resourceID, forKey: .resourceID)
            if !scopes.isEmpty { try container.encode(scopes, forKey: .scopes) }
            try container.encodeIfPresent(externalUser, forKey: .externalUser)
            try container.encode(ttl.components.seconds, forKey: .ttl)
            try container.encode(launchTTL.components.seconds, forKey: .launchTTL)
            try container.encode(page, forKey: .page)
            if !allowedOrigins.isEmpty { try container.encode(allowedOrigins, forKey: .allowedOrigins) }
            try container.encodeIfPresent(appearance, forKey: .appearance)
        }
    }
}
