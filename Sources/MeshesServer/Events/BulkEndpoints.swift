import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel

/// Retry and cancel of many deliveries at once.
struct BulkEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        let events = "/api/v1/workspaces/{workspace_id}/events"
        return [
            Endpoint("retryEvents", .post, events + "/retry", ok: [200], refusals: [400, 404, 413], answer: retry),
            Endpoint("cancelEvents", .post, events + "/cancel", ok: [200], refusals: [400, 404, 413], answer: cancel),
        ]
    }

    @Sendable private func retry(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access).id
        let results =
            switch try BulkRetryDraft(try await call.object()) {
            case .events(let events):
                try await services.engine.retryFailed(of: events, in: workspace, access: access)
            case .connection(let connection, let since, let until):
                try await services.engine.retryFailed(of: connection, in: workspace, from: since, to: until, access: access)
            }
        return try Reply(.ok, BulkRetryReply(results))
    }

    @Sendable private func cancel(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access).id
        var reader = ParameterReader(try await call.object())
        let events = reader.events()
        try reader.finish()
        return try Reply(.ok, BulkCancelReply(try await services.engine.cancel(events, in: workspace, access: access)))
    }
}
