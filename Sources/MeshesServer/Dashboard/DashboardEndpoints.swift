import Foundation
import HTTPTypes
import Hummingbird
import MeshesModel

/// How a workspace does.
struct DashboardEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint(
                "getWorkspaceDashboard", .get, "/api/v1/workspaces/{workspace_id}/dashboard", ok: [200], refusals: [400, 404],
                answer: get)
        ]
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.read)
        let id: Workspace.ID = try call.id("workspace_id")
        var query = call.query
        let name = query.choice("range", DashboardRange.Name.allCases.map { ($0.rawValue, $0) }) ?? .week
        let zone = query.timeZone("timezone") ?? .gmt
        try query.finish()
        let workspace = try await services.workspace(id, for: access)
        let now = services.time.now()
        let range = DashboardRange(name, now: now, zone: zone)
        let figures = try await services.store.dashboards.read(access, workspace.id, hours: range.hours)
        return try Reply(.ok, DashboardReply(figures, range, to: now))
    }
}

extension QueryParameters {
    /// A name of the IANA time zone database.
    fileprivate mutating func timeZone(_ name: String) -> TimeZone? {
        guard let text = text(name) else { return nil }
        guard let zone = TimeZone(identifier: text) else { return fail(name, "must be a time zone such as Europe/Berlin") }
        return zone
    }
}
