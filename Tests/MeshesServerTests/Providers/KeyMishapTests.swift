import MeshesModel
import MeshesTestSupport
import Testing

/// What becomes of a connection whose key is refused. What every delivery may meet with stands in `SituationTests`.
@Suite struct KeyMishapTests {
    @Test(arguments: APIKeyCase.all)
    func whatWaitedForAGoodKeyIsDeliveredOnce(_ type: APIKeyCase) async throws {
        try await type.run { server, fake, connection, rule in
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
        try await type.run { server, fake, connection, rule in
            fake.refuseOddly(1)
            let attempt = try await server.attempt("user.signup", rule, when: type.oddRefusal.status)
            #expect(attempt["outcome_code"]?.string == type.oddRefusal.outcome)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: APIKeyCase.all)
    func aBadKeyIsNotSaved(_ type: APIKeyCase) async throws {
        try await type.run { server, fake, _, _ in
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
}
