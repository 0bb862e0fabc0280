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
    /// Days, by part; left out where all is as the server's settings say.
    var retention: [String: Int]?
    var createdAt: Timestamp
    var updatedAt: Timestamp
    /// Of a single workspace only.
    var publishableKey: Key?

    enum CodingKeys: String, CodingKey {
        case id, name, description, retention
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case publishableKey = "publishable_key"
    }

    init(_ workspace: Workspace, key: PublishableKey? = nil) {
        id = workspace.id
        name = workspace.name
        _description = ExplicitNull(wrappedValue: workspace.description)
        retention = workspace.retention.isDefault ? nil : workspace.retention.days
        createdAt = workspace.createdAt
        updatedAt = workspace.updatedAt
        publishableKey = key.map { Key(publicKey: $0.key, name: $0.name) }
    }
}

extension WorkspaceRetention {
    /// Days by their names in the API.
    fileprivate var days: [String: Int] {
        Dictionary(uniqueKeysWithValues: Part.allCases.compactMap { part in self[part].map { (part.rawValue, $0) } })
    }
}

struct WorkspaceEnvelope: Encodable, Sendable {
    var workspace: WorkspaceReply
}
