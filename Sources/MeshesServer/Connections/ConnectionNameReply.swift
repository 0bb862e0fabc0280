import MeshesModel

/// A connection as a session sees it that may name it in a rule, and no more.
struct ConnectionNameReply: Encodable, Sendable {
    var id: Connection.ID
    var workspace: Workspace.ID
    var type: IntegrationType
    var name: String
    var active: Bool
    /// Always empty.
    var metadata: JSONValue = .object([:])

    init(_ connection: Connection) {
        id = connection.id
        workspace = connection.workspace
        type = connection.type
        name = connection.name
        active = connection.active
    }
}
