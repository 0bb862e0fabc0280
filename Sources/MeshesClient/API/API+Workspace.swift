public import MeshesModel

extension API {
    /// One customer of the SaaS, or one environment of it.
    public struct Workspace: Codable, Sendable {
        public var id: WorkspaceID
        public var name: String
        public var description: String?
        /// Nil when the server's settings hold for all of its history.
        public var retention: Retention?
        /// Sent with a single workspace only, not in lists.
        public var publishableKey: PublishableKey?
        public var createdAt: Timestamp
        public var updatedAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case id, name, description, retention
            case publishableKey = "publishable_key"
            case createdAt = "created_at"
            case updatedAt = "updated_at"
        }
    }

    /// A browser-safe key: good for emitting and nothing else.
    public struct PublishableKey: Codable, Sendable {
        public var publicKey: String
        public var name: String

        enum CodingKeys: String, CodingKey {
            case name
            case publicKey = "public_key"
        }
    }
}
