import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// Only a token that we signed for a session is one, and it is nothing else.
@Suite struct SessionTokenTests {
    @Test func changedTokensAreRefused() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let token = try await server.mint(.member).token
            let parts = token.split(separator: ".").map { String($0) }
            let owner = Self.part(#"{"aud":"meshes-embed","role":"owner"}"#)
            let none = Self.part(#"{"alg":"none","typ":"JWT"}"#)
            let bad = [
                parts[0] + "." + owner + "." + parts[2], none + "." + parts[1] + ".", parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + String(parts[2].reversed()), token + "x", parts[0] + ".", token + "." + parts[2],
            ]
            for text in bad {
                let reply = try await server.send(.get, "/api/v1/session", as: .bearer(text))
                #expect(reply.status == 401 && reply.errorName == "Unauthorized")
                #expect(reply["message"] == "Authentication required")
            }
            #expect(try await server.send(.get, "/api/v1/session", as: .none)["message"] == "Authentication required")
        }
    }

    @Test func machineAndSessionTokensDoNotPassAsEachOther() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint(.owner)
            var machine = TestToken(server.tenant.machineKey, now: server.time.now())
            machine.claims["aud"] = "meshes-embed"
            machine.claims["sub"] = .string(session.id)
            machine.claims["generation"] = 1
            #expect(try await server.send(.get, "/api/v1/session", as: .bearer(machine.text)).status == 401)
            // A session's token with the audience of machines is no machine token either: the key is another one.
            #expect(try await server.send(.get, "/api/v1/workspaces", as: session.credential).errorName == "Forbidden")
            #expect(try await server.send(.post, "/api/v1/events", as: session.credential, json: ["event": "a", "payload": ["x": 1]]).status == 403)
        }
    }

    @Test func tokensOfAnotherServerAreRefused() async throws {
        let token = Recorded<String>()
        try await ServerFixture.run(runsEngine: false) { server in token.append(try await server.mint(.owner).token) }
        try await ServerFixture.run(runsEngine: false) { server in
            // The same key, but no such session.
            let text = try #require(token.all.first)
            #expect(try await server.send(.get, "/api/v1/session", as: .bearer(text)).status == 401)
        }
    }

    @Test func clocksMayDifferByFiveSeconds() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            server.time.advance(by: .seconds(1804))
            #expect(try await server.send(.get, "/api/v1/session", as: session.credential).status == 200)
            server.time.advance(by: .seconds(1))
            #expect(try await server.send(.get, "/api/v1/session", as: session.credential).status == 401)
        }
    }

    @Test func eachSessionHasALimitOfItsOwn() async throws {
        var limits = RateLimitSettings.off
        limits.sessions = RateLimit(perSecond: 1, burst: 2)
        try await ServerFixture.run(settings: ServerSettings(limits: limits), runsEngine: false) { server in
            let (one, two) = (try await server.mint(), try await server.mint())
            for expected in [200, 200, 429] {
                let reply = try await server.send(.get, "/api/v1/session", as: one.credential)
                #expect(reply.status == expected)
                #expect(reply.header("X-RateLimit-Limit") == "2")
            }
            #expect(try await server.send(.get, "/api/v1/session", as: two.credential).status == 200)
            #expect(try await server.send(.get, "/api/v1/workspaces").status == 200)
        }
    }

    private static func part(_ json: String) -> String {
        TestToken.part(json)
    }
}
