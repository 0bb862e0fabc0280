import HTTPTypes
import Hummingbird
import MeshesDestinations
import MeshesModel

/// The kinds of destination that this server has: `/api/v1/integrations`.
struct IntegrationEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [Endpoint("getIntegrations", .get, "/api/v1/integrations", ok: [200], answer: list)]
    }

    /// By name, all on one page.
    @Sendable private func list(_ call: Call) async throws -> Reply {
        try call.access.require(.read)
        let all = services.destinations.all.map(\.integration)
        return try Reply(.ok, PageReply(all, limit: max(all.count, QueryParameters.defaultLimit), next: nil))
    }
}
