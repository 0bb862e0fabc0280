import MeshesModel

struct DefaultMappingReply: Encodable, Sendable {
    struct Mapping: Encodable, Sendable {
        var id: DefaultMapping.ID
        var mappingID: DefaultMapping.ID
        var version: Int64
        var workspaceID: Workspace.ID
        var connectionID: Connection.ID
        var integrationType: IntegrationType
        var name: String
        var schema: JSONValue
        var catalogVersion: String?
        var createdBy: String?
        var createdAt: Timestamp
        var updatedAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case id, version, name, schema
            case mappingID = "mapping_id"
            case workspaceID = "workspace_id"
            case connectionID = "connection_id"
            case integrationType = "integration_type"
            case catalogVersion = "catalog_version"
            case createdBy = "created_by"
            case createdAt = "created_at"
            case updatedAt = "updated_at"
        }
    }

    /// `stored` when somebody saved it, `generated` when it was made up for this answer.
    var status: String
    var mapping: Mapping

    init(_ mapping: DefaultMapping, isStored: Bool) {
        status = isStored ? "stored" : "generated"
        self.mapping = Mapping(
            id: mapping.id, mappingID: mapping.mappingID, version: mapping.version, workspaceID: mapping.workspace,
            connectionID: mapping.connection, integrationType: mapping.type, name: mapping.name,
            schema: .object(mapping.schema), catalogVersion: mapping.catalogVersion, createdBy: mapping.createdBy,
            createdAt: mapping.createdAt, updatedAt: mapping.updatedAt)
    }
}
