public import MeshesModel

/// A version of a connection's mapping that is about to be saved; the schema has been checked.
public struct NewMapping: Sendable {
    public var connection: Connection.ID
    /// Nil keeps the present name, or makes "Default mapping".
    public var name: String?
    public var schema: JSONObject
    public var catalogVersion: String?
    /// The version that must be the present one; nil saves over any.
    public var expectedVersion: Int64?

    public init(
        connection: Connection.ID, name: String?, schema: JSONObject, catalogVersion: String?, expectedVersion: Int64?
    ) {
        self.connection = connection
        self.name = name
        self.schema = schema
        self.catalogVersion = catalogVersion
        self.expectedVersion = expectedVersion
    }
}
