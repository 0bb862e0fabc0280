import MeshesDestinations
import MeshesModel

/// The mapping of a connection for which nobody has saved one. It is computed for each answer and never stored.
enum GeneratedMapping {
    /// Pairs fields with well-known payload members, as deliveries do.
    static func make(_ connection: Connection, _ catalog: FieldCatalog, _ destination: any Destination) -> DefaultMapping {
        DefaultMapping(
            id: id(of: connection), mappingID: id(of: connection), version: 1, workspace: connection.workspace,
            connection: connection.id, type: connection.type, name: "Default mapping",
            schema: Mapping.generated(for: catalog.fields, pairs: destination.fieldPairs).schema, catalogVersion: catalog.version,
            createdBy: connection.createdBy, createdAt: connection.createdAt, updatedAt: catalog.refreshedAt)
    }

    /// A connection has one mapping, so the one that is not stored goes by the connection's id.
    static func id(of connection: Connection) -> DefaultMapping.ID {
        DefaultMapping.ID(high: connection.id.high, low: connection.id.low)
    }
}
