public import OrderedCollections

/// What `POST /workspaces` asks for.
public struct WorkspaceDraft: Hashable, Sendable {
    public var name: String
    public var description: String?
    public var retention: WorkspaceRetention

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let name = reader.string("name", .workspaceName, required: true)
        description = reader.string("description", .workspaceDescription)
        retention = RetentionChange(from: &reader)?.applied(to: WorkspaceRetention()) ?? WorkspaceRetention()
        guard let name, reader.issues.isEmpty else { throw reader.failure }
        self.name = name
    }
}
