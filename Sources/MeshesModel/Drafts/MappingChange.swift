public import OrderedCollections

/// What `PUT /connections/{id}/mappings/default` asks for.
public struct MappingChange: Hashable, Sendable {
    public var schema: JSONObject
    public var name: String?
    public var mappingID: DefaultMapping.ID?
    public var workspace: Workspace.ID?
    /// The version that the caller last saw; another current one answers 409.
    public var expectedVersion: Int64?

    /// Throws 400 that names every bad parameter, or 422 when nothing but the mapping schema is wrong.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let schema = reader.object("schema", required: true)
        name = reader.string("name", StringRule(length: 1...64))
        mappingID = reader.id("mapping_id")
        workspace = reader.id("workspace_id")
        expectedVersion = reader.integer("expected_version", in: 1...Int.max).map(Int64.init)
        let schemaIssues = schema.map { MappingSchema.issues(in: $0) } ?? []
        guard let schema, reader.issues.isEmpty else { throw .badRequest(reader.issues + schemaIssues) }
        if !schemaIssues.isEmpty {
            throw MeshesError(.unprocessableEntity, "The mapping schema is not valid.", issues: schemaIssues)
        }
        self.schema = schema
    }
}
