import MeshesModel

struct ConnectionReply: Encodable, Sendable {
    var id: Connection.ID
    var workspace: Workspace.ID
    var type: IntegrationType
    var name: String
    /// Secret members are null.
    var metadata: JSONValue
    /// Names of the secret members that hold a value.
    var secretsSet: [String]
    var active: Bool
    var inactiveReason: InactiveReason?
    var inactiveDetail: String?
    var hidden: Bool
    var createdBy: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    /// Only in lists that ask for it.
    var activity: ConnectionActivityReply?

    enum CodingKeys: String, CodingKey {
        case id, workspace, type, name, metadata, active, hidden, activity
        case secretsSet = "secrets_set"
        case inactiveReason = "inactive_reason"
        case inactiveDetail = "inactive_detail"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// - Parameter revealing: secrets that the server made and shows this once.
    init(_ connection: Connection, revealing: [String: Secret] = [:]) {
        id = connection.id
        workspace = connection.workspace
        type = connection.type
        name = connection.name
        var metadata = connection.metadata
        // A destination may keep more to be read of a secret, such as the names of headers.
        for key in connection.secrets.keys.sorted() where metadata[key] == nil { metadata[key] = .null }
        for (key, value) in revealing { metadata[key] = .string(value.reveal()) }
        self.metadata = .object(metadata)
        secretsSet = connection.secrets.keys.sorted()
        active = connection.active
        inactiveReason = connection.active ? nil : connection.inactiveReason
        inactiveDetail = connection.active ? nil : connection.inactiveDetail
        hidden = connection.hidden
        createdBy = connection.createdBy
        createdAt = connection.createdAt
        updatedAt = connection.updatedAt
    }
}

struct ConnectionEnvelope: Encodable, Sendable {
    var connection: ConnectionReply
}

struct DeletedConnectionReply: Encodable, Sendable {
    var id: Connection.ID
    var type: IntegrationType
}
