import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

@Suite struct HealthTests {
    @Test func readinessFollowsTheEngine() async throws {
        try await ServerFixture.run { server async throws in
            #expect(try await server.send(.get, "/healthz", as: .none).status == 200)
            #expect(try await server.send(.get, "/readyz", as: .none).status == 200)
            #expect(try await server.send(.head, "/readyz", as: .none).bytes.isEmpty)
        }
        try await ServerFixture.run(runsEngine: false) { server in
            #expect(try await server.send(.get, "/healthz", as: .none).status == 200)
            let reply = try await server.send(.get, "/readyz", as: .none)
            #expect(reply.status == 503)
            #expect(reply.header("Retry-After") == "1")
        }
    }

    @Test func metricsCountWhatHappened() async throws {
        try await ServerFixture.run { server in
            _ = try await server.emit("a")
            _ = try await server.send(.post, "/api/v1/events", as: .none)
            _ = try await server.send(.get, "/nowhere", as: .none)
            let reply = try await server.send(.get, "/metrics", as: .none)
            #expect(reply.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
            #expect(reply.text.contains("# TYPE meshes_events_accepted_total counter\nmeshes_events_accepted_total 1\n"))
            #expect(reply.text.contains(#"meshes_http_requests_total{operation="createEvent",status="2xx"} 1"#))
            #expect(reply.text.contains(#"meshes_http_requests_total{operation="createEvent",status="4xx"} 1"#))
            #expect(reply.text.contains(#"meshes_http_requests_total{operation="none",status="4xx"} 1"#))
            #expect(reply.text.contains(#"meshes_http_request_duration_seconds_count{operation="createEvent"} 2"#))
        }
    }

    @Test func metricsCanBeSwitchedOff() async throws {
        var settings = ServerSettings(limits: .off)
        settings.exposesMetrics = false
        try await ServerFixture.run(settings: settings, runsEngine: false) { server async throws in
            #expect(try await server.send(.get, "/metrics", as: .none).status == 404)
        }
    }
}
