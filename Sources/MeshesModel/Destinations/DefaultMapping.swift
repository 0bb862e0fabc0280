/// The field mapping of a connection.
public struct DefaultMapping: Hashable, Sendable {
    public typealias ID = Identifier<DefaultMapping>

    /// This version's id.
    public var id: ID
    /// The same over all versions.
    public var mappingID: ID
    /// From 1; rises by one with each save.
    public var version: Int64
    public var workspace: Workspace.ID
    public var connection: Connection.ID
    public var type: IntegrationType
    public var name: String
    /// A mapping schema of version 1 (delivery.md 10), checked before it is kept.
    public var schema: JSONObject
    public var catalogVersion: String?
    public var createdBy: String?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, mappingID: ID, version: Int64, workspace: Workspace.ID, connection: Connection.ID, type: IntegrationType,
        name: String, schema: JSONObject, catalogVersion: String?, createdBy: String?, createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.mappingID = mappingID
        self.version = version
        self.workspace = workspace
        self.connection = connection
        self.type = type
        self.name = name
        self.schema = schema
        self.catalogVersion = catalogVersion
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
