public import MeshesModel

extension API {
    /// A session with its newest access token.
    public struct Session: Codable, Sendable {
        /// `sess_` and a UUID.
        public var id: String
        /// For the iframe, by `postMessage`; never put it into a URL.
        public var accessToken: String
        /// Seconds until `expiresAt`.
        public var expiresIn: Int
        public var expiresAt: Timestamp
        public var workspace: WorkspaceID
        public var role: SessionRole
        public var type: SessionType
        public var resource: String?
        public var resourceID: String?
        /// Of a session that was minted just now; a refresh gives none.
        public var launchURL: String?
        public var launchToken: String?
        public var launchExpiresAt: Timestamp?

        enum CodingKeys: String, CodingKey {
            case role, resource
            case id = "session_id"
            case accessToken = "access_token"
            case expiresIn = "expires_in"
            case expiresAt = "expires_at"
            case workspace = "workspace_id"
            case type = "session_type"
            case resourceID = "resource_id"
            case launchURL = "launch_url"
            case launchToken = "launch_token"
            case launchExpiresAt = "launch_expires_at"
        }
    }

    /// A fresh launch URL of a living session.
    public struct SessionLaunch: Codable, Sendable {
        public var session: String
        public var launchURL: String
        public var launchToken: String
        public var launchExpiresAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case session = "session_id"
            case launchURL = "launch_url"
            case launchToken = "launch_token"
            case launchExpiresAt = "launch_expires_at"
        }
    }

    /// A session in a list.
    public struct SessionRecord: Codable, Sendable {
        public var id: String
        public var workspace: WorkspaceID
        public var role: SessionRole
        public var type: SessionType
        public var resource: String?
        public var resourceID: String?
        public var externalUser: String?
        /// `active` or `revoked`.
        public var status: String
        public var createdAt: Timestamp
        /// Of the newest access token.
        public var expiresAt: Timestamp
        public var isExpired: Bool

        enum CodingKeys: String, CodingKey {
            case role, resource, status
            case id = "session_id"
            case workspace = "workspace_id"
            case type = "session_type"
            case resourceID = "resource_id"
            case externalUser = "external_user_id"
            case createdAt = "created_at"
            case expiresAt = "expires_at"
            case isExpired = "is_expired"
        }
    }
}
