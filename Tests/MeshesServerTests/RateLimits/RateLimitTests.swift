import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

@Suite struct RateLimitTests {
    static let event: JSONValue = ["event": "a", "payload": ["x": 1]]

    static func settings(_ change: (inout RateLimitSettings) -> Void) -> ServerSettings {
        var limits = RateLimitSettings.off
        change(&limits)
        return ServerSettings(limits: limits)
    }

    @Test func managementIsLimitedByKey() async throws {
        let settings = Self.settings { $0.management = RateLimit(perSecond: 1, burst: 2) }
        try await ServerFixture.run(settings: settings, runsEngine: false) { server in
            let first = try await server.send(.get, "/api/v1/workspaces")
            #expect(first.header("X-RateLimit-Limit") == "2")
            #expect(first.header("X-RateLimit-Remaining") == "1")
            #expect(first.header("X-RateLimit-Reset") == "1")
            // Errors carry the state as well.
            let second = try await server.send(.get, "/api/v1/workspaces/x")
            #expect(second.status == 400)
            #expect(second.header("X-RateLimit-Remaining") == "0")
            let third = try await server.send(.get, "/api/v1/workspaces")
            #expect(third.status == 429)
            #expect(third.errorName == "TooManyRequests")
            #expect(third.header("Retry-After") == "1")
            #expect(third.header("X-RateLimit-Reset") == "2")
            let other = try await server.makeTenant("Other")
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .key(other.machineKey)).status == 200)
            server.time.advance(by: .seconds(1))
            #expect(try await server.send(.get, "/api/v1/workspaces").status == 200)
        }
    }

    @Test func defaultsLetAScriptPass() async throws {
        try await ServerFixture.run(settings: ServerSettings(), runsEngine: false) { server async throws in
            for _ in 0..<200 { #expect(try await server.send(.get, "/api/v1/integrations").status == 200) }
            #expect(try await server.send(.get, "/api/v1/integrations").status == 429)
        }
    }

    @Test func eventsAreLimitedByPublishableKey() async throws {
        let settings = Self.settings { $0.events = RateLimit(perSecond: 1, burst: 2) }
        try await ServerFixture.run(settings: settings) { server in
            for _ in 0..<2 {
                #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event).status == 201)
            }
            let refused = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event)
            #expect(refused.status == 429)
            #expect(refused.header("Access-Control-Allow-Origin") == "*")
            #expect(try await server.send(.get, "/api/v1/events")["count"] == 2)
            // Bulk calls have a bucket of their own.
            #expect(try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.event]).status == 201)
        }
    }

    @Test func bulkCallsCostTheirEvents() async throws {
        let settings = Self.settings { $0.bulkEvents = RateLimit(perSecond: 10, burst: 10) }
        try await ServerFixture.run(settings: settings) { server in
            func send(_ count: Int) async throws -> TestReply {
                try await server.send(
                    .post, "/api/v1/events/bulk", as: .publishable, json: .array([JSONValue](repeating: Self.event, count: count)))
            }
            let first = try await send(6)
            #expect(first.status == 201)
            #expect(first.header("X-RateLimit-Limit") == "10")
            #expect(first.header("X-RateLimit-Remaining") == "4")
            #expect(try await send(5).status == 429)
            server.time.advance(by: .seconds(1))
            #expect(try await send(10).status == 201)
        }
    }

    @Test func refusedCredentialsAreLimitedByAddress() async throws {
        let settings = Self.settings { $0.failedCredentials = RateLimit(perSecond: 1, burst: 3) }
        try await ServerFixture.run(settings: settings, runsEngine: false) { server in
            func fail(_ peer: String?) async throws -> TestReply {
                try await server.send(.get, "/api/v1/workspaces", as: .bearer("a.b.c"), peer: peer)
            }
            for _ in 0..<3 { #expect(try await fail("203.0.113.9").status == 401) }
            let refused = try await fail("203.0.113.9")
            #expect(refused.status == 429)
            #expect(refused.header("Retry-After") == "1")
            #expect(try await fail("203.0.113.10").status == 401)
            // A good credential from there is let in all the same.
            #expect(try await server.send(.get, "/api/v1/workspaces", peer: "203.0.113.9").status == 200)
            for _ in 0..<10 {
                for local in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] { #expect(try await fail(local).status == 401) }
            }
        }
    }

    @Test func headersAreAbsentWithoutCredential() async throws {
        try await ServerFixture.run(settings: ServerSettings(), runsEngine: false) { server async throws in
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .none).header("X-RateLimit-Limit") == nil)
        }
    }
}
