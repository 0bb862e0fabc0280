import HTTPTypes
import Hummingbird

/// The API's description of itself.
struct OpenAPIEndpoints {
    var all: [Endpoint] {
        [Endpoint("getOpenAPI", .get, "/openapi.json", gate: .open, ok: [200], refusals: [500], answer: document)]
    }

    @Sendable private func document(_: Call) async throws -> Reply {
        Reply(.ok, body: ByteBuffer(bytes: PackageResources.openapi_json))
    }
}
