import MeshesModel

struct FieldCatalogReply: Encodable, Sendable {
    /// A connection has one catalogue, so it goes by the connection's id.
    var id: Connection.ID
    var workspaceID: Workspace.ID
    var connectionID: Connection.ID
    var integrationType: IntegrationType
    var catalogVersion: String
    var refreshedAt: Timestamp
    var createdBy: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var fields: [FieldDefinition]

    enum CodingKeys: String, CodingKey {
        case id, fields
        case workspaceID = "workspace_id"
        case connectionID = "connection_id"
        case integrationType = "integration_type"
        case catalogVersion = "catalog_version"
        case refreshedAt = "refreshed_at"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    init(_ connection: Connection, _ catalog: FieldCatalog) {
        id = connection.id
        workspaceID = connection.workspace
        connectionID = connection.id
        integrationType = connection.type
        catalogVersion = catalog.version
        refreshedAt = catalog.refreshedAt
        createdBy = connection.createdBy
        createdAt = connection.createdAt
        updatedAt = catalog.refreshedAt
        fields = catalog.fields
    }
}
