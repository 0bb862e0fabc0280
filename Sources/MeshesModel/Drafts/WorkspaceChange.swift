public import OrderedCollections

/// What `PUT /workspaces/{id}` asks for.
public struct WorkspaceChange: Hashable, Sendable {
    public var name: String
    /// Absent keeps the text, null clears it.
    public var description: Nullable<String>
    /// Nil keeps it.
    public var retention: RetentionChange?

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let name = reader.string("name", .workspaceName, required: true)
        description = reader.nullableString("description", .workspaceDescription)
        retention = RetentionChange(from: &reader)
        guard let name, reader.issues.isEmpty else { throw reader.failure }
        self.name = name
    }
}
