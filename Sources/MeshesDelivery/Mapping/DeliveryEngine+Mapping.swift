public import MeshesDestinations
public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// The fields that a connection's mapping makes of a payload; nil for destinations without mapping.
    ///
    /// A delivery keeps the mapping under which it was first tried: versions are only ever added, so the moment of that try
    /// says which one it was, and nothing has to be stored with the delivery. A generated mapping follows the account's
    /// fields as they are.
    ///
    /// - Parameters:
    ///   - schema: another mapping than the connection's.
    ///   - first: when the delivery was first tried; nil when it never was.
    public func mappedFields(
        of connection: Connection.ID, payload: [UInt8], for destination: any Destination, schema: JSONObject? = nil,
        firstTriedAt first: Timestamp? = nil
    ) async throws -> MappedFields? {
        guard !destination.standardFields.isEmpty else { return nil }
        let known = try await mappings.entry(connection, destination)
        var mapping = schema.map { Mapping(schema: $0) } ?? known.mapping
        if let first, first < known.since {
            mapping = try await mappings.former(connection, at: first)
        }
        let value = try JSONValue(parsing: payload)
        let used = mapping ?? Mapping.generated(for: known.catalog, pairs: destination.fieldPairs, sample: value)
        return used.fields(from: value, catalog: known.catalog, isComplete: known.isComplete)
    }

    /// To be called after a connection's mapping or catalogue of fields was stored.
    public func mappingChanged(_ id: Connection.ID) {
        mappings.forget(id)
        say(.mapping(id))
    }
}
