import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import MeshesStorage
import Metrics

/// Probes: whether the process lives, whether it accepts, what it counts.
struct HealthEndpoints {
    private struct Health: Encodable, Sendable {
        var status: String
    }

    let services: AppServices
    let settings: ServerSettings

    var all: [Endpoint] {
        var all = [
            Endpoint("getHealth", .get, "/healthz", gate: .open, ok: [200], refusals: [500], answer: health),
            Endpoint("getReadiness", .get, "/readyz", gate: .open, ok: [200], refusals: [500, 503], answer: readiness),
        ]
        if settings.exposesMetrics {
            all.append(Endpoint("getMetrics", .get, "/metrics", gate: .open, ok: [200], refusals: [500], answer: metrics))
        }
        return all
    }

    @Sendable private func health(_: Call) async throws -> Reply {
        try Reply(.ok, Health(status: "ok"))
    }

    /// 503 while the store does not answer or the engine accepts nothing, and from the wish to stop on.
    @Sendable private func readiness(_: Call) async throws -> Reply {
        guard !services.drain.hasBegun else {
            throw MeshesError(.serviceUnavailable, "The server is about to stop.", retryAfter: 1)
        }
        guard services.engine.isAccepting else {
            throw MeshesError(.serviceUnavailable, "The server does not accept events at the moment.", retryAfter: 1)
        }
        do {
            _ = try await services.store.database.read { try $0.first("SELECT 1", []) { $0.int(0) } }
        } catch {
            throw MeshesError(.serviceUnavailable, "The store does not answer at the moment.", retryAfter: 1)
        }
        return try Reply(.ok, Health(status: "ready"))
    }

    @Sendable private func metrics(_: Call) async throws -> Reply {
        Reply(
            .ok, body: ByteBuffer(string: services.metrics.text), contentType: "text/plain; version=0.0.4; charset=utf-8")
    }
}
