import MeshesModel
import MeshesTestSupport
import Testing

/// What goes wrong at every provider whose connections hold a key, through the whole server.
@Suite struct APIKeyMishapTests {
    typealias Mishap = ProviderSwitches.Mishap

    @Test(arguments: APIKeyCase.all)
    func whatGoesWellIsDelivered(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "completed")
            #expect(attempt["outcome_code"] == "delivered")
            #expect(fake.deliveries == 1)
            #expect(fake.calls.allSatisfy { $0.header("accept") == "application/json" && $0.header("user-agent") == "Meshes-Selfhost/test" })
        }
    }

    @Test(
        arguments: APIKeyCase.all,
        [
            (Mishap.fail(status: 503), "rejected_server_error"), (.garble, "rejected_server_error"), (.drop, "network_error"),
            (.fail(status: 408), "destination_timeout"),
        ])
    func passingFaultsAreTriedAgain(_ type: APIKeyCase, _ fault: (mishap: Mishap, outcome: String)) async throws {
        try await type.run(.seconds(15), nil) { server, fake, connection, rule in
            fake.next(fault.mishap, times: 1)
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"]?.string == fault.outcome)
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: APIKeyCase.all)
    func redirectsAreNotFollowed(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, _, rule in
            let before = fake.calls.count
            fake.next(.fail(status: 302), times: 1)
            let attempt = try await server.attempt("user.signup", rule, when: type.redirect.status)
            #expect(attempt["outcome_code"]?.string == type.redirect.outcome)
            #expect(fake.calls.count == before + 1)
        }
    }

    @Test(arguments: APIKeyCase.all)
    func anAnswerThatDoesNotComeIsATimeout(_ type: APIKeyCase) async throws {
        try await type.run(.milliseconds(400), nil) { server, fake, _, rule in
            fake.next(.delay, times: 1)
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "timeout")
        }
    }

    @Test(arguments: APIKeyCase.all)
    func tooManyCallsWaitAsLongAsTheProviderSays(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, _, rule in
            fake.next(.rateLimit(seconds: 42), times: 1)
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due - server.time.now() >= .seconds(42))
            server.time.advance(to: due + .seconds(70))
            _ = try await server.event(event, when: "completed")
        }
    }

    @Test(arguments: APIKeyCase.all)
    func aDeadKeySwitchesTheConnectionOffAtOnce(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, connection, rule in
            fake.setRevoked(true)
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "auth_failed")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "authentication_invalid")
            fake.setRevoked(false)
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            _ = try server.expect(200, try await server.send(.put, path, json: ["name": "Account", "metadata": [:], "active": true]))
            _ = try await server.event(event, when: "completed")
            #expect(fake.deliveries == 1)
        }
    }

    @Test(arguments: APIKeyCase.all)
    func oneOddRefusalOfAGoodKeyDoesNot(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, connection, rule in
            fake.refuseOddly(1)
            let attempt = try await server.attempt("user.signup", rule, when: type.oddRefusal.status)
            #expect(attempt["outcome_code"]?.string == type.oddRefusal.outcome)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: APIKeyCase.all)
    func aBadKeyIsNotSaved(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, _, _ in
            func connect(_ key: JSONValue) async throws -> TestReply {
                var settings = type.settings
                settings[type.keyField] = key
                settings["name"] = nil
                return try await server.connect(type.type, settings)
            }
            fake.setRevoked(true)
            let refused = try await connect(.string(type.key))
            #expect(refused.status == 422 && refused.errorName == "ProviderRefused", "\(refused.text)")
            #expect(refused.parameters == ["metadata.\(type.keyField)"])
            #expect(!refused.text.contains(type.key))
            fake.setRevoked(false)
            fake.next(.fail(status: 500), times: 1)
            #expect(try await connect(.string(type.key)).errorName == "ConnectionTestFailed")
            for key in [JSONValue.null, "", "with space in the middle of it", 5] {
                let reply = try await connect(key)
                #expect(reply.status == 400 && reply.parameters == ["metadata.\(type.keyField)"])
            }
        }
    }

    @Test(arguments: APIKeyCase.all)
    func theLastCopyOfListsStaysWhenTheProviderFails(_ type: APIKeyCase) async throws {
        try await type.run(.seconds(15), nil) { server, fake, connection, _ in
            let lists = try server.expect(200, try await server.actionData(connection))
            let fields = try await server.catalog(connection)
            server.time.advance(by: .seconds(60))
            let asked = fake.calls.count
            #expect(try await server.actionData(connection).json == lists)
            #expect(fake.calls.count == asked)
            #expect(try server.expect(200, try await server.actionData(connection, refresh: true)) == lists)
            server.time.advance(by: .seconds(25 * 3600))
            fake.next(.fail(status: 500), times: 100)
            #expect(try await server.actionData(connection).json == lists)
            #expect(try await server.catalog(connection) == fields)
        }
    }
}
