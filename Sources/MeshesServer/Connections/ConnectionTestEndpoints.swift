import HTTPTypes
import Hummingbird
import MeshesDestinations
import MeshesModel

/// Trying a stored connection.
struct ConnectionTestEndpoints {
    private struct TestReply: Encodable, Sendable {
        var ok = true
        var message: String
        var httpStatus: Int?
        var durationMilliseconds: Int64

        enum CodingKeys: String, CodingKey {
            case ok, message
            case httpStatus = "http_status"
            case durationMilliseconds = "duration_ms"
        }
    }

    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint(
                "testConnection", .post, "/api/v1/connections/{connection_id}/test", ok: [200], refusals: [400, 404, 422],
                answer: test)
        ]
    }

    @Sendable private func test(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let connection = try await services.store.connections.get(access, try call.id("connection_id"))
        let destination = try services.destination(connection.type)
        let began = services.time.now()
        let result = try await destination.test(ConnectionSettings(connection), workspace: connection.workspace)
        return try Reply(
            .ok,
            TestReply(
                message: result.message, httpStatus: result.httpStatus,
                durationMilliseconds: max(0, (services.time.now() - began).wholeMilliseconds)))
    }
}
