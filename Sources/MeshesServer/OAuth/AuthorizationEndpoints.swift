import HTTPTypes
import Hummingbird
import MeshesDestinations
import MeshesModel

/// Connections that are made by signing in at the provider: `/api/v1/connections/authorize`. The page opens the address in a
/// window of its own and asks here how it went, in case that window cannot tell.
struct AuthorizationEndpoints {
    let services: AppServices
    let settings: EmbedSettings

    var all: [Endpoint] {
        [
            Endpoint(
                "authorizeConnection", .post, "/api/v1/connections/authorize", ok: [200], refusals: [400, 404, 409, 413, 422],
                answer: begin),
            Endpoint(
                "getAuthorization", .get, "/api/v1/connections/authorize/{ticket}", ok: [200], refusals: [404], answer: progress),
        ]
    }

    @Sendable private func begin(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let draft = try AuthorizationDraft(try await call.object())
        let (workspace, type, purpose, metadata) = try await plan(draft, access)
        let destination = try services.oauthDestination(type)
        guard destination.client.app != nil else {
            throw MeshesError(
                .conflict,
                "\(destination.integration.name) cannot be connected yet: this server has no app there. Its operator can set one up; meshes doctor says how.")
        }
        let wanted = try destination.signInSettings(from: metadata)
        let ticket = Secret.random(services.ids)
        let setup = try await services.store.oauthSetups.begin(
            access, workspace: workspace, type: type, purpose: purpose, settings: wanted, ticket: ticket)
        return try Reply(.ok, AuthorizationReply(setup, ticket: ticket, base: settings.base(of: call)))
    }

    private func plan(
        _ draft: AuthorizationDraft, _ access: Access
    ) async throws -> (Workspace.ID, IntegrationType, OAuthSetup.Purpose, metadata: JSONObject) {
        switch draft {
        case .newConnection(let workspace, let type, let name, let hidden, let metadata):
            return (workspace, type, .newConnection(name: name, hidden: hidden), metadata)
        case .reconnection(let id):
            let connection = try await services.store.connections.get(access, id)
            return (connection.workspace, connection.type, .reconnection(id), [:])
        }
    }

    @Sendable private func progress(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let setup = try await services.store.oauthSetups.find(access, ticket: Secret(call.parameters.text("ticket")))
        return try Reply(.ok, AuthorizationProgressReply(setup, now: services.time.now()))
    }
}
