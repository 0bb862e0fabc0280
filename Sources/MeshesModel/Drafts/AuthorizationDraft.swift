public import OrderedCollections

/// What `POST /connections/authorize` asks for: a new connection, or new tokens for one that exists.
public enum AuthorizationDraft: Hashable, Sendable {
    case newConnection(workspace: Workspace.ID, type: IntegrationType, name: String, hidden: Bool, metadata: JSONObject)
    case reconnection(Connection.ID)

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        if let connection = reader.id("connection", of: Connection.self) {
            for key in ["workspace", "type", "name", "metadata"] where !(reader.value(key)?.isNull ?? true) {
                reader.fail(key, "must not be sent together with connection")
            }
            try reader.finish()
            self = .reconnection(connection)
            return
        }
        try reader.finish()
        let workspace = reader.id("workspace", of: Workspace.self, required: true)
        let type = reader.word("type", IntegrationType.self, required: true)
        let name = reader.string("name", .connectionName, required: true)
        let hidden = reader.bool("hidden") ?? false
        let metadata = reader.object("metadata") ?? [:]
        guard let workspace, let type, let name, reader.issues.isEmpty else { throw reader.failure }
        self = .newConnection(workspace: workspace, type: type, name: name, hidden: hidden, metadata: metadata)
    }
}
