import MeshesModel
import MeshesTestSupport
import Testing

/// Resend through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct ResendTests {
    typealias Fake = ProviderFake<ResendScript>

    static func run(
        _ metadata: JSONObject, script: ResendScript = ResendScript(),
        _ body: @Sendable @escaping (ServerFixture, Fake, _ connection: JSONValue, _ rule: JSONValue) async throws -> Void
    ) async throws {
        let fake = try await Fake.start(script)
        try await ServerFixture.run(providers: try ProviderFakes().with(.resend, at: fake.root)) { server in
            let connection = try await server.makeConnection("resend", key: ResendScript.key)
            let rule = try await server.makeRule("user.signup", to: connection, metadata: metadata)
            try await body(server, fake, connection, rule)
        }
        await fake.stop()
    }

    private static let add: JSONObject = ["action": "add_to_segment", "id": .string(ResendScript.segment)]
    private static let send: JSONObject = [
        "action": "send_email_template", "id": .string(ResendScript.template), "subject": "Hi {{first_name}}", "from": "Team <team@example.com>",
    ]
    private static let ada: JSONObject = ["email": "ada+x@Example.com", "first_name": "Ada\r\nBcc: x", "last_name": "Lovelace", "plan": "pro", "seats": 3]

    @Test func aContactIsMadeThenChangedAndAdded() async throws {
        try await Self.run(Self.add) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(fake.targets.suffix(3) == ["PATCH /contacts/ada%2Bx%40example.com", "POST /contacts", "POST /contacts/contact-1/segments/seg-1"])
            #expect(fake.state.contacts["contact-1"]?["last_name"] == "Lovelace")
            #expect(fake.state.memberships == ["ada+x@example.com seg-1"])
            var later = Self.ada
            later["last_name"] = "Byron"
            _ = try await server.attempt("user.signup", rule, payload: later, when: "completed")
            #expect(fake.state.contacts.count == 1)
            #expect(fake.state.contacts["contact-1"]?["last_name"] == "Byron")
        }
    }

    @Test func removingIsDoneOnceAndHarmlessAgain() async throws {
        try await Self.run(["action": "remove_from_segment", "id": .string(ResendScript.segment)]) { server, fake, _, rule in
            fake.change { $0.memberships = ["ada@example.com seg-1"] }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.memberships.isEmpty)
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"]?.string?.contains("not in the segment") == true)
        }
    }

    @Test func anUnknownSegmentIsRefused() async throws {
        try await Self.run(["action": "add_to_segment", "id": "seg-9"]) { server, _, _, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "destination_not_found")
        }
    }

    @Test func aTemplateIsSentWithWhatItDeclares() async throws {
        try await Self.run(Self.send) { server, fake, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(attempt["request_id"]?.string?.hasPrefix("mail-") == true)
            let mail = try #require(fake.state.mails.values.first)
            #expect(mail["to"] == ["ada+x@example.com"])
            #expect(mail["subject"] == "Hi Ada  Bcc: x")
            #expect(mail["template"]?["variables"] == ["plan": "pro", "seats": 3])
            #expect(mail["tags"] == [["name": "meshes_event", "value": "user_signup"]])
        }
    }

    @Test func mappedVariablesComeFirst() async throws {
        try await Self.run(Self.send) { server, fake, connection, rule in
            func field(_ dest: JSONValue, _ path: JSONValue) -> JSONValue { ["dest": dest, "source": ["type": "path", "value": path]] }
            try await server.save(
                mapping: [field("email", "email"), field("template_variables.plan", "last_name"), field("template_variables.EMAIL", "email"),
                    field("template_variables", "more")], of: connection)
            var payload = Self.ada
            payload["more"] = ["list": [1, 2], "yes": true, "none": nil]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.mails.values.first?["template"]?["variables"] == ["list": "[1,2]", "plan": "Lovelace", "yes": "true"])
        }
    }

    @Test func anEmailWhoseAnswerWasLostIsSentOnce() async throws {
        try await Self.run(Self.send) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            fake.next(.drop)
            let event = try await server.emit("user.signup", payload: Self.ada)
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "network_error")
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.mails.count == 2)
            let keys = fake.calls.suffix(2).map { $0.header("idempotency-key") }
            #expect(keys[0] == keys[1] && keys[0] != nil)
            #expect(fake.calls.suffix(2).map(\.text).first == fake.calls.last?.text)
        }
    }

    @Test func anEmailIsNotRepeatedOnceResendHasForgottenIt() async throws {
        try await Self.run(Self.send) { server, fake, _, rule in
            fake.change { $0.nextError = (429, "daily_quota_exceeded") }
            let event = try await server.emit("user.signup", payload: Self.ada)
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            #expect(attempt["message"]?.string?.contains("daily quota") == true)
            fake.change { $0.nextError = (429, "daily_quota_exceeded") }
            server.time.advance(by: .seconds(3700))
            var second: JSONValue?
            for _ in 0..<2000 where second == nil {
                second = try await server.attempts(event, rule, when: "retrying").first { $0["number"] == 2 }
            }
            let due = try #require(second?["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due - server.time.now() >= .seconds(6 * 3600))
            server.time.advance(by: .seconds(23 * 3600))
            _ = try await server.event(event, when: "failed")
            #expect(fake.state.mails.isEmpty)
            server.time.advance(by: .seconds(60))
            let path = "/api/v1/events/\(event["id"]?.string ?? "")/rules/\(rule["id"]?.string ?? "")/retry"
            _ = try server.expect(200, try await server.send(.post, path))
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.mails.count == 1)
        }
    }

    @Test(arguments: [
        (403, "validation_error", "failed", "rejected_client_error"), (409, "concurrent_idempotent_requests", "retrying", "destination_conflict"),
        (409, "invalid_idempotent_request", "failed", "destination_conflict"), (422, "missing_required_field", "failed", "validation_failed"),
        (500, "application_error", "retrying", "rejected_server_error"), (429, "rate_limit_exceeded", "retrying", "rate_limited"),
        (400, "invalid_idempotency_key", "failed", "invalid_request"),
    ])
    func errorsByName(_ status: Int, _ name: String, _ state: String, _ outcome: String) async throws {
        try await Self.run(Self.send) { server, fake, connection, rule in
            fake.change { $0.nextError = (status, name) }
            let attempt = try await server.attempt("user.signup", rule, payload: Self.ada, when: state)
            #expect(attempt["outcome_code"]?.string == outcome)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: [400, 401, 403])
    func aDeadKeySwitchesTheConnectionOffAtOnce(_ status: Int) async throws {
        try await Self.run(Self.add) { server, fake, connection, rule in
            fake.change { $0.invalidKeyStatus = status }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "auth_failed")
            var seen = try await server.connection(connection)
            for _ in 0..<2000 where seen["active"] == true { seen = try await server.connection(connection) }
            #expect(seen["inactive_reason"] == "authentication_invalid")
        }
    }

    @Test func aKeyThatOnlySendsIsGoodForSending() async throws {
        var script = ResendScript()
        script.sendsOnly = true
        try await Self.run(Self.send, script: script) { server, fake, connection, rule in
            _ = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            let actions = try await server.send(.get, "/api/v1/connections/\(connection["id"]?.string ?? "")/actions")
            #expect(actions.json == [:])
            let segments = try await server.makeRule("user.left", to: connection, metadata: Self.add)
            let attempt = try await server.attempt("user.left", segments, when: "failed")
            #expect(attempt["message"] == "HTTP 401: this key may only send e-mail")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func listsAndFields() async throws {
        try await Self.run(Self.add) { server, _, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let actions = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(actions["segments"] == [["id": "seg-2", "name": "alpha"], ["id": "seg-3", "name": "beta"], ["id": "seg-1", "name": "Trial"]])
            #expect(actions["templates"] == [["id": "tpl-bye", "name": "Bye"], ["alias": "welcome", "id": "tpl-welcome", "name": "Welcome"]])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(fields.compactMap { $0["key"]?.string } == ["city", "email", "firstName", "lastName", "plan", "seats", "template_variables"])
        }
    }
}
