import MeshesModel

/// The mapping of a connection for which nobody has saved one. It is computed for each answer and never stored.
enum GeneratedMapping {
    /// Payload members with a meaning that destinations share.
    private static let known = ["email", "first_name", "last_name", "name", "phone", "id", "ip_address", "resource_url"]

    /// Fills the fields whose keys are equal to those of well-known payload members.
    static func make(_ connection: Connection, _ catalog: FieldCatalog) -> DefaultMapping {
        let keys = Set(catalog.fields.filter { $0.constraints?.readOnly != true }.map(\.key))
        let fields: [JSONValue] = known.filter(keys.contains).map { key in
            ["dest": .string(key), "source": ["type": "path", "value": .string(key)]]
        }
        return DefaultMapping(
            id: id(of: connection), mappingID: id(of: connection), version: 1, workspace: connection.workspace,
            connection: connection.id, type: connection.type, name: "Default mapping",
            schema: ["schema_version": 1, "fields": .array(fields)], catalogVersion: catalog.version,
            createdBy: connection.createdBy, createdAt: connection.createdAt, updatedAt: catalog.refreshedAt)
    }

    /// A connection has one mapping, so the one that is not stored goes by the connection's id.
    static func id(of connection: Connection) -> DefaultMapping.ID {
        DefaultMapping.ID(high: connection.id.high, low: connection.id.low)
    }
}
