import MeshesModel
import MeshesTestSupport
import Testing

/// How a connection's mapping reaches its deliveries.
@Suite struct MappingDeliveryTests {
    private static func field(_ dest: String, _ path: String, _ more: JSONObject = [:]) -> JSONValue {
        let field: JSONObject = ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]]
        return .object(field.merging(more) { first, _ in first })
    }
    private static let email = field("email", "email")

    @Test func aSavedMappingFillsTheFields() async throws {
        try await MailerLiteTests.run { server, fake, connection, rule in
            let number: JSONObject = ["transforms": [["type": "to_number"]], "on_error": "warn_action"]
            try await server.save(mapping: [Self.email, Self.field("plan", "account.plan"), Self.field("seats", "seats", number)], of: connection)
            let good = try await server.attempt(
                "user.signup", rule, payload: ["email": "ada@example.com", "account": ["plan": "pro"], "seats": "7"], when: "completed")
            #expect(good["message"] == "HTTP 201")
            #expect(fake.state.subscriber("ada@example.com")?["fields"] == ["plan": "pro", "seats": 7])
            let warned = try await server.attempt("user.signup", rule, payload: ["email": "bob@example.com", "seats": "many"], when: "completed")
            #expect(warned["message"] == "HTTP 201; left out: seats is not a number")
        }
    }

    @Test func aFieldThatMustNotFailFailsTheDelivery() async throws {
        try await MailerLiteTests.run { server, fake, connection, rule in
            try await server.save(
                mapping: [Self.email, Self.field("seats", "seats", ["transforms": [["type": "to_number"]], "on_error": "fail_action"])], of: connection)
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "seats": "many"], when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(attempt["message"] == "seats is not a number")
            #expect(fake.state.subscribers.isEmpty)
        }
    }

    @Test func aDeliveryKeepsTheMappingOfItsFirstTryAndAManualRetryTakesTheNewOne() async throws {
        try await MailerLiteTests.run { server, fake, connection, rule in
            try await server.save(mapping: [Self.email, Self.field("plan", "old")], of: connection)
            fake.next(.fail(status: 500))
            let payload: JSONObject = ["email": "ada@example.com", "old": "from old", "new": "from new"]
            let retried = try await server.emit("user.signup", payload: payload)
            _ = try await server.event(retried, when: "retrying")
            server.time.advance(by: .seconds(1))
            try await server.save(mapping: [Self.email, Self.field("plan", "new")], of: connection)
            server.time.advance(by: .seconds(15))
            _ = try await server.event(retried, when: "completed")
            #expect(fake.state.subscriber("ada@example.com")?["fields"]?["plan"] == "from old")

            fake.next(.fail(status: 400))
            let failed = try await server.emit("user.signup", payload: payload)
            _ = try await server.event(failed, when: "failed")
            server.time.advance(by: .seconds(1))
            try await server.save(mapping: [Self.email, Self.field("plan", "old"), Self.field("name", "new")], of: connection)
            server.time.advance(by: .seconds(1))
            let path = "/api/v1/events/\(failed["id"]?.string ?? "")/rules/\(rule["id"]?.string ?? "")/retry"
            _ = try server.expect(200, try await server.send(.post, path))
            _ = try await server.event(failed, when: "completed")
            #expect(fake.state.subscriber("ada@example.com")?["fields"] == ["plan": "from old", "name": "from new"])
        }
    }
}
