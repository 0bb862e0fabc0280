public import OrderedCollections

/// What `PUT /connections/{id}` asks for. The integration checks `metadata` itself.
public struct ConnectionChange: Hashable, Sendable {
    public var name: String
    /// Replaces the stored settings; a secret that is absent or null keeps its stored value, an empty one is removed.
    public var metadata: JSONObject
    /// Nil leaves it.
    public var hidden: Bool?
    /// Switches the connection on or off; nil leaves it.
    public var active: Bool?

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let name = reader.string("name", .connectionName, required: true)
        let metadata = reader.object("metadata", required: true)
        hidden = reader.bool("hidden")
        active = reader.bool("active")
        guard let name, let metadata, reader.issues.isEmpty else { throw reader.failure }
        self.name = name
        self.metadata = metadata
    }
}
