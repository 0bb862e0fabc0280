import HTTPTypes
import Hummingbird
import MeshesModel

/// What a page in the browser asks first: who am I, and what may I do.
struct CurrentSessionEndpoints {
    let services: AppServices
    let settings: EmbedSettings

    var all: [Endpoint] {
        [Endpoint("getCurrentSession", .get, "/api/v1/session", ok: [200], refusals: [404], answer: get)]
    }

    /// 404 for a machine token, which has no session.
    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        guard let session = call.credential?.session else { throw MeshesError.notFound("Session") }
        let workspace = try await services.store.workspaces.get(access, session.workspace)
        return try Reply(
            .ok, CurrentSessionReply(session, workspace: workspace, refreshableUntil: session.createdAt + settings.longestSession))
    }
}
