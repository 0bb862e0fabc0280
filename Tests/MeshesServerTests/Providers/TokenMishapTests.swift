import MeshesModel
import MeshesTestSupport
import Testing

/// What becomes of the tokens of a sign-in when renewing them does not go well. What every delivery may meet with stands in
/// `SituationTests`.
@Suite struct TokenMishapTests {
    @Test(arguments: SignInCase.renewable)
    func deliveriesSideBySideRenewOnce(_ type: SignInCase) async throws {
        try await type.run { server, fake, _, rule in
            fake.changeTokens { $0.expire() }
            var events: [JSONValue] = []
            for number in 1...2 { events.append(try await server.emit("user.signup", payload: ["email": .string("ada\(number)@example.com")])) }
            for event in events { #expect(try await server.attempts(event, rule, when: "completed").count == 1) }
            #expect(fake.tokens.refreshes == 1)
        }
    }

    /// The provider has rotated and its answer got lost, as when this server is killed before the answer is stored. What is
    /// stored is the old refresh token; a provider that takes it again makes good what was lost.
    @Test(arguments: SignInCase.rotating)
    func anAnswerThatGotLostIsAskedForAgain(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { tokens in
                tokens.forgivesFormerRefresh = true
                tokens.expire()
            }
            fake.next(.pass, times: 1)
            fake.next(.drop, times: 1)
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "network_error")
            #expect(try await server.connection(connection)["active"] == true)
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(fake.tokens.refreshes == 2)
        }
    }

    /// A provider that takes a refresh token once and no more leaves nothing to ask with: a person must sign in again.
    @Test(arguments: SignInCase.rotating)
    func aLostRotationOfAStrictProviderNeedsANewSignIn(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { $0.expire() }
            fake.next(.pass, times: 1)
            fake.next(.drop, times: 1)
            let event = try await server.emit("user.signup")
            _ = try await server.attempts(event, rule, when: "retrying")
            server.time.advance(by: .seconds(15))
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"]?.string == type.endings.refused.rawValue)
            _ = try await SignInRun.signIn(server, type: type.type.rawValue, code: type.code, reconnecting: connection)
            _ = try await server.event(event, when: "completed")
            #expect(fake.deliveries == 1)
        }
    }

    @Test(arguments: SignInCase.renewable, [(503, "rejected_server_error"), (429, "rate_limited")])
    func aTokenHostInTroubleLeavesTheConnectionOn(_ type: SignInCase, _ answer: (status: Int, outcome: String)) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { $0.expire() }
            fake.next(.pass, times: 1)
            fake.next(.fail(status: answer.status), times: 1)
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"]?.string == answer.outcome)
            #expect(try await server.connection(connection)["active"] == true)
            server.time.advance(by: .seconds(120))
            _ = try await server.event(event, when: "completed")
        }
    }

    /// Nothing that a tenant could do anything about.
    @Test(arguments: SignInCase.renewable)
    func anAppThatIsNotKnownIsTheOperatorsFault(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { tokens in
                tokens.expire()
                tokens.knowsApp = false
            }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "internal_error")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: SignInCase.renewable)
    func aRefusedRefreshTokenNeedsANewSignIn(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { tokens in
                tokens.forgetRefreshToken()
                tokens.expire()
            }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"]?.string == type.endings.refused.rawValue)
        }
    }

    @Test(arguments: SignInCase.renewable)
    func aFreshTokenThatIsRefusedEndsIt(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, rule in
            fake.changeTokens { $0.refusesAll = true }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "auth_failed")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "authentication_invalid")
            #expect(fake.tokens.refreshes == 1)
        }
    }

    @Test(arguments: SignInCase.all)
    func theProviderIsToldWhenTheLastConnectionGoes(_ type: SignInCase) async throws {
        try await type.run { server, fake, connection, _ in
            let reply = try await server.send(.delete, "/api/v1/connections/\(connection["id"]?.string ?? "")?force_delete=true")
            #expect(reply.status == 200)
            for _ in 0..<5000 where fake.tokens.revocations == 0 { _ = try await server.store.organizations.all() }
            #expect(fake.tokens.revocations == 1)
        }
    }
}
