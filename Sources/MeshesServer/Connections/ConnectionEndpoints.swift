import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import MeshesStorage

/// Destinations of workspaces: `/api/v1/connections`.
struct ConnectionEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        let one = "/api/v1/connections/{connection_id}"
        return [
            Endpoint("getConnections", .get, "/api/v1/connections", ok: [200], refusals: [400], answer: list),
            Endpoint(
                "getWorkspaceConnections", .get, "/api/v1/workspaces/{workspace_id}/connections", ok: [200],
                refusals: [400, 404], answer: listOfWorkspace),
            Endpoint(
                "createConnection", .post, "/api/v1/connections", ok: [201], refusals: [400, 404, 409, 413, 422],
                answer: create),
            Endpoint("getConnection", .get, one, ok: [200], refusals: [400, 404], answer: get),
            Endpoint("updateConnection", .put, one, ok: [200], refusals: [400, 404, 409, 413, 422], answer: update),
            Endpoint("deleteConnection", .delete, one, ok: [200], refusals: [400, 404, 409, 413], answer: delete),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readOrganization)
        return try await page(call, access, nil)
    }

    @Sendable private func listOfWorkspace(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.listConnections)
        return try await page(call, access, try await services.workspace(try call.id("workspace_id"), for: access).id)
    }

    private func page(_ call: Call, _ access: Access, _ workspace: Workspace.ID?) async throws -> Reply {
        var query = call.query
        let page = query.page()
        let filter = query.connectionFilter()
        let expands = query.expandsActivity()
        try query.finish()
        let connections = try await services.store.connections.list(access, workspace, filter, page)
        guard access.allows(.readConnections) else { return try Reply(.ok, PageReply(connections) { ConnectionNameReply($0) }) }
        var reply = PageReply(connections) { ConnectionReply($0) }
        if expands, let workspace {
            let activity = try await services.store.activity.connections(access, workspace, connections.records.map(\.id))
            for index in reply.records.indices {
                reply.records[index].activity = activity[reply.records[index].id].map { ConnectionActivityReply($0) }
            }
        }
        return try Reply(.ok, reply)
    }

    @Sendable private func create(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let draft = try ConnectionDraft(try await call.object())
        try await services.workspace(draft.workspace, for: access)
        let made = try await ConnectionSaving(services: services).create(draft, access)
        return try Reply(.created, ConnectionEnvelope(connection: ConnectionReply(made.connection, revealing: made.revealed)))
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readConnections)
        return try Reply(
            .ok, ConnectionReply(try await services.store.connections.get(access, try call.id("connection_id"))))
    }

    @Sendable private func update(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let id: Connection.ID = try call.id("connection_id")
        let change = try ConnectionChange(try await call.object())
        let made = try await ConnectionSaving(services: services).update(id, change, access)
        return try Reply(.ok, ConnectionReply(made.connection, revealing: made.revealed))
    }

    /// `force_delete` may come in the body or in the query.
    @Sendable private func delete(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let id: Connection.ID = try call.id("connection_id")
        var query = call.query
        let inQuery = query.bool("force_delete") ?? false
        try query.finish()
        var reader = ParameterReader(try await call.objectIfAny())
        let inBody = reader.bool("force_delete") ?? false
        try reader.finish()
        let deleted = try await delete(id, force: inQuery || inBody, access)
        try await services.engine.connectionDeleted(deleted.connection)
        if let orphan = deleted.orphan { services.engine.revoke(orphan) }
        return try Reply(.ok, DeletedConnectionReply(id: deleted.connection.id, type: deleted.connection.type))
    }

    /// Force counts only when there are rules, and only then takes the ability.
    private func delete(
        _ id: Connection.ID, force: Bool, _ access: Access
    ) async throws -> ConnectionRepository.Deleted {
        do {
            return try await services.store.connections.delete(access, id, force: force && access.allows(.forceDelete))
        } catch let error as MeshesError where error.name == .rulesExist && force {
            try access.require(.forceDelete)
            throw error
        }
    }
}
