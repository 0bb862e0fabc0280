import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import NIOCore

/// What happens in a workspace, while it happens.
struct StreamEndpoints {
    let services: AppServices
    let authenticator: Authenticator

    var all: [Endpoint] {
        [
            Endpoint(
                "streamWorkspaceChanges", .get, "/api/v1/workspaces/{workspace_id}/stream", ok: [200], refusals: [400, 404],
                answer: stream)
        ]
    }

    @Sendable private func stream(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.read)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access)
        // A stream that nobody reads must not take a place.
        guard call.request.method != .head else { return Reply(.ok, body: ByteBuffer(), contentType: Reply.eventStream) }
        let scope = ChangeScope(lock: access.lock, includesHidden: access.allows(.readHidden))
        guard let subscription = services.engine.changes.subscribe(to: workspace.id, scope) else {
            throw MeshesError(.serviceUnavailable, "Too many live streams are open. Ask again in intervals instead.", retryAfter: 15)
        }
        let headers = call.request.headers
        let stream = ChangeStream(subscription: subscription, time: services.time) {
            guard let now = try? await authenticator.verify(headers, takesPublishableKeys: false).access else { return false }
            return now == access
        }
        return Reply(.ok, contentType: Reply.eventStream) { try await stream.write(to: &$0) }
    }
}
