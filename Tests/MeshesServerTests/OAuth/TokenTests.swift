import MeshesModel
import MeshesTestSupport
import Testing

/// Tokens that run out, rotate, get lost or are revoked, with the provider's stand-in at the other end.
@Suite struct TokenTests {
    @Test func anExpiredTokenIsRenewedWithinTheAttempt() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, _, rule in
            fake.change { $0.expireNext() }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "completed").count == 1)
            #expect(fake.state.refreshes == 1)
            #expect(fake.state.messages.count == 1)
        }
    }

    @Test func deliveriesSideBySideRenewOnce() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, connection, _ in
            for channel in ["C_OUT", "C_ARCH"] {
                _ = try await server.makeRule(
                    "user.signup", to: connection, metadata: ["action": "send_message", "id": .string(channel), "template": "{{email}}"])
            }
            fake.change { $0.expireNext() }
            let events = [try await server.emit("user.signup"), try await server.emit("user.signup")]
            for event in events { _ = try await server.event(event, when: "failed") }
            #expect(fake.state.refreshes == 1)
            #expect(fake.state.messages.count == 2)
        }
    }

    @Test func aTokenIsRenewedAheadOfTime() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, _, rule in
            server.time.advance(by: .seconds(43_200 - 4000))
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.refreshes == 1)
            #expect(fake.targets.suffix(2) == ["POST /api/oauth.v2.access", "POST /api/chat.postMessage"])
        }
    }

    /// The provider has rotated and its answer got lost, as when this server is killed before the answer is stored. What is
    /// stored is the old refresh token; a provider that takes it again makes good what was lost.
    @Test func anAnswerThatGotLostIsAskedForAgain() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, connection, rule in
            fake.change { script in
                script.tokens.forgivesFormerRefresh = true
                script.expireNext()
                script.switches.arm(.pass)
                script.switches.arm(.drop)
            }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "network_error")
            #expect(try await server.connection(connection)["active"] == true)
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.refreshes == 2)
        }
    }

    /// A provider that takes a refresh token once and no more leaves nothing to ask with: a person must sign in again.
    @Test func aLostRotationOfAStrictProviderNeedsANewSignIn() async throws {
        try await SlackTests.run(code: "rotating") { server, fake, connection, rule in
            fake.change { script in
                script.expireNext()
                script.switches.arm(.pass)
                script.switches.arm(.drop)
            }
            let event = try await server.emit("user.signup")
            _ = try await server.attempts(event, rule, when: "retrying")
            server.time.advance(by: .seconds(15))
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
            _ = try await SignInRun.signIn(server, code: "rotating", reconnecting: connection)
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.messages.count == 1)
        }
    }

    @Test(arguments: [
        ("revoked", "oauth_authorization_revoked"), ("forgotten", "oauth_reauthorization_required"),
        ("without refresh", "oauth_reauthorization_required"),
    ])
    func theReasonSaysWhatHappened(_ mishap: String, _ reason: String) async throws {
        try await SlackTests.run(code: mishap == "without refresh" ? "ok" : "rotating") { server, fake, connection, rule in
            fake.change { script in
                switch mishap {
                case "revoked": script.revoke()
                case "forgotten":
                    script.forgetRefreshToken()
                    script.expireNext()
                default: script.expireNext()
                }
            }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "auth_failed")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"]?.string == reason)
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
