import MeshesModel
import MeshesTestSupport
import Testing

/// What is kept of tokens, and when they are renewed. What goes wrong with them stands in `TokenMishapTests`.
@Suite struct TokenTests {
    @Test func aTokenIsRenewedAheadOfTime() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, _, rule in
            server.time.advance(by: .seconds(43_200 - 4000))
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.refreshes == 1)
            #expect(fake.targets.suffix(2) == ["POST /api/oauth.v2.access", "POST /api/chat.postMessage"])
        }
    }

    @Test func aTokenThatCannotBeRenewedNeedsANewSignIn() async throws {
        try await SlackTests.run(code: "ok") { server, fake, connection, rule in
            fake.change { $0.expireNext() }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "auth_failed")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
            // Switching on does not help; signing in again does.
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let on = try await server.send(.put, path, json: ["name": "Sales", "metadata": [:], "active": true])
            #expect(on.status == 409)
        }
    }

    @Test func noTokenLeavesTheServer() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, connection, rule in
            fake.change { $0.revoke() }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            let base = "/api/v1/events/\(event["id"]?.string ?? "")/rules/\(rule["id"]?.string ?? "")/attempts/\(attempt["id"]?.string ?? "")"
            let details = try await server.send(.get, base + "/response-details")
            #expect(details.status == 200)
            let shown = try await server.connection(connection).compactText
            for secret in ["xoxb-", "xoxe-", "slack-secret"] {
                #expect(!details.text.contains(secret))
                #expect(!shown.contains(secret))
            }
        }
    }
}
