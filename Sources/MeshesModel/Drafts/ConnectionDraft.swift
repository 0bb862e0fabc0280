public import OrderedCollections

/// What `POST /connections` asks for. The integration checks `metadata` itself.
public struct ConnectionDraft: Hashable, Sendable {
    public var workspace: Workspace.ID
    public var type: IntegrationType
    public var name: String
    /// Settings and credentials together, in the clear.
    public var metadata: JSONObject
    public var hidden: Bool

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let workspace = reader.id("workspace", of: Workspace.self, required: true)
        let type = reader.word("type", IntegrationType.self, required: true)
        let name = reader.string("name", .connectionName, required: true)
        let metadata = reader.object("metadata", required: true)
        hidden = reader.bool("hidden") ?? false
        guard let workspace, let type, let name, let metadata, reader.issues.isEmpty else { throw reader.failure }
        self.workspace = workspace
        self.type = type
        self.name = name
        self.metadata = metadata
    }
}
