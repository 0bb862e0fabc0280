import HTTPTypes
import Hummingbird
import MeshesDestinations
import MeshesModel
import MeshesStorage

/// The default field mapping of a connection.
struct MappingEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        let path = "/api/v1/connections/{connection_id}/mappings/default"
        return [
            Endpoint("getConnectionDefaultMappings", .get, path, ok: [200], refusals: [400, 404, 409], answer: get),
            Endpoint("updateConnectionDefaultMappings", .put, path, ok: [200], refusals: [400, 404, 409, 413, 422], answer: update),
        ]
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readConnections)
        let id: Connection.ID = try call.id("connection_id")
        var query = call.query
        let wantsGenerated = query.bool("generated") ?? false
        try query.finish()
        let connection = try await services.store.connections.get(access, id)
        if !wantsGenerated, let stored = try await services.store.mappings.current(access, id) {
            return try Reply(.ok, DefaultMappingReply(stored, isStored: true))
        }
        let catalog = try await ProviderData(services: services, access: access).fieldCatalog(connection, refresh: false)
        let destination = try services.destination(connection.type)
        return try Reply(.ok, DefaultMappingReply(GeneratedMapping.make(connection, catalog, destination), isStored: false))
    }

    @Sendable private func update(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let id: Connection.ID = try call.id("connection_id")
        let change = try MappingChange(try await call.object())
        let connection = try await services.store.connections.get(access, id)
        guard change.workspace == nil || change.workspace == connection.workspace else {
            throw MeshesError.badRequest("workspace_id", "must be the connection's workspace")
        }
        let current = try await services.store.mappings.current(access, id)
        let present = current?.mappingID ?? GeneratedMapping.id(of: connection)
        guard change.mappingID == nil || change.mappingID == present else {
            throw MeshesError(.versionMismatch, "The connection's mapping is another one.")
        }
        let catalog = try await ProviderData(services: services, access: access).fieldCatalog(connection, refresh: false)
        if catalog.fields.isEmpty, !(change.schema["fields"]?.array ?? []).isEmpty {
            throw MeshesError(.unprocessableEntity, "\(connection.type.rawValue) connections have no mapping.")
        }
        if let further = try services.destination(connection.type).furtherFields {
            try Self.check(change.schema, catalog, further)
        }
        // A generated mapping is shown as version 1, so a caller may send that back although nothing is stored.
        let expected = current == nil && change.expectedVersion == 1 ? nil : change.expectedVersion
        let saved = try await services.store.mappings.save(
            access,
            NewMapping(
                connection: id, name: change.name, schema: change.schema, catalogVersion: catalog.version,
                expectedVersion: expected))
        services.engine.mappingChanged(id)
        return try Reply(.ok, DefaultMappingReply(saved, isStored: true))
    }

    /// Throws 422 naming each field whose key the destination could never take.
    private static func check(_ schema: JSONObject, _ catalog: FieldCatalog, _ further: FurtherFields) throws {
        let known = Set(catalog.fields.map(\.key))
        let issues = Mapping(schema: schema).fields.enumerated().compactMap { index, field in
            known.contains(field.destination) || further.takes(field.destination)
                ? nil : ParameterIssue("schema.fields.\(index).dest", "must " + further.form)
        }
        guard issues.isEmpty else { throw MeshesError(.unprocessableEntity, "The mapping fills fields that the destination does not take.", issues: issues) }
    }
}
