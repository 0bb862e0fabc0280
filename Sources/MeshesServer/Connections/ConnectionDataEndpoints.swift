import HTTPTypes
import Hummingbird
import MeshesModel
import NIOCore

/// What a connection's account offers: live lists and fields.
struct ConnectionDataEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        let one = "/api/v1/connections/{connection_id}"
        return [
            Endpoint("getConnectionActions", .get, one + "/actions", ok: [200], refusals: [400, 404, 409, 422], answer: actions),
            Endpoint("getConnectionFields", .get, one + "/fields", ok: [200], refusals: [400, 404, 409, 422], answer: fields),
        ]
    }

    @Sendable private func actions(_ call: Call) async throws -> Reply {
        let (access, connection, refresh) = try await read(call, .listConnections)
        let json = try await ProviderData(services: services, access: access).actionData(connection, refresh: refresh)
        return Reply(.ok, body: ByteBuffer(bytes: json))
    }

    @Sendable private func fields(_ call: Call) async throws -> Reply {
        let (access, connection, refresh) = try await read(call, .readConnections)
        if refresh { try access.require(.manageConnections) }
        var catalog = try await ProviderData(services: services, access: access).fieldCatalog(connection, refresh: refresh)
        if catalog.fields.contains(where: \.isHidden) {
            let stored = try await services.store.mappings.current(access, connection.id)
            let mapped = Set(stored.map { Mapping(schema: $0.schema).fields.map(\.destination) } ?? [])
            catalog.fields.removeAll { $0.isHidden && !mapped.contains($0.key) }
        }
        return try Reply(.ok, FieldCatalogReply(connection, catalog))
    }

    private func read(_ call: Call, _ ability: Access.Ability) async throws -> (Access, Connection, refresh: Bool) {
        let access = try call.access
        try access.require(ability)
        let id: Connection.ID = try call.id("connection_id")
        var query = call.query
        let refresh = query.bool("refresh") ?? false
        try query.finish()
        return (access, try await services.store.connections.get(access, id), refresh)
    }
}
