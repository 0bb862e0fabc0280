import MeshesModel

struct WorkspaceReply: Encodable, Sendable {
    struct Key: Encodable, Sendable {
        var publicKey: String
        var name: String

        enum CodingKeys: String, CodingKey {
            case name
            case publicKey = "public_key"
        }
    }

    var id: Workspace.ID
    var name: String
    @ExplicitNull var description: String?
    var createdAt: Timestamp
    var updatedAt: Timestamp
    /// Of a single workspace only.
    var publishableKey: Key?

    enum CodingKeys: String, CodingKey {
        case id, name, description
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case publishableKey = "publishable_key"
    }

    init(_ workspace: Workspace, key: PublishableKey? = nil) {
        id = workspace.id
        name = workspace.name
        _description = ExplicitNull(wrappedValue: workspace.description)
        createdAt = workspace.createdAt
        updatedAt = workspace.updatedAt
        publishableKey = key.map { Key(publicKey: $0.key, name: $0.name) }
    }
}

struct WorkspaceEnvelope: Encodable, Sendable {
    var workspace: WorkspaceReply
}
