import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to SendGrid. What all types share stands in `SituationTests`.
@Suite struct SendGridTests {
    typealias Script = SendGridScript

    static let text: JSONObject = [
        "action": "send_email", "subject": "Hello {{first_name}}", "from": "team@example.com", "body": "<p>Plan: <b>{{plan}}</b></p>",
    ]
    static let ada: JSONObject = ["email": "Ada@Example.com", "first_name": "Ada", "last_name": "Lovelace", "plan": "pro", "seats": 3]

    @Test func aTemplateIsSentWithTheWholePayload() async throws {
        var rule = Script.rule
        rule["subject"] = "Welcome, {{first_name}}"
        try await Script.run(rule) { server, fake, _, rule in
            let event = try await server.emit("user.signup", payload: Self.ada)
            let attempt = try #require(try await server.attempts(event, rule, when: "completed").last)
            #expect(attempt["http_status"] == 202 && attempt["request_id"] == "message-1")
            let mail = try #require(fake.state.mails.first)
            #expect(mail["from"] == ["email": "team@example.com", "name": "Team pro"])
            #expect(mail["template_id"] == "d-welcome" && mail["content"] == nil && mail["subject"] == nil)
            let person = try #require(mail["personalizations"]?.array?.first)
            #expect(person["to"] == [["email": "Ada@example.com", "name": "Ada Lovelace"]])
            #expect(person["subject"] == "Welcome, Ada")
            #expect(person["dynamic_template_data"]?["seats"] == 3 && person["dynamic_template_data"]?["subject"] == "Welcome, Ada")
            #expect(person["custom_args"]?["meshes_event_id"] == event["id"])
        }
    }

    @Test func mappedVariablesReplaceThePayload() async throws {
        try await Script.run { server, fake, connection, rule in
            func field(_ dest: JSONValue, _ path: JSONValue) -> JSONValue { ["dest": dest, "source": ["type": "path", "value": path]] }
            try await server.save(
                mapping: [field("email", "email"), field("template_variables.tier", "plan"), field("nickname", "first_name")], of: connection)
            _ = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(fake.state.mails.first?["personalizations"]?.array?.first?["dynamic_template_data"] == ["tier": "pro"])
            let text = try await server.makeRule(
                "user.left", to: connection, metadata: Self.text.merging(["subject": "Bye {{nickname}}"]) { _, new in new })
            _ = try await server.attempt("user.left", text, payload: Self.ada, when: "completed")
            #expect(fake.state.mails.last?["subject"] == "Bye Ada")
        }
    }

    @Test func valuesInATextAreMadeHarmless() async throws {
        try await Script.run(Self.text) { server, fake, _, rule in
            var payload = Self.ada
            payload["plan"] = "<script>alert('x')</script> & \"more\""
            payload["first_name"] = "Ada\r\nBcc: x"
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            let mail = try #require(fake.state.mails.first)
            #expect(mail["subject"] == "Hello Ada  Bcc: x")
            #expect(mail["content"]?.array?.map { $0["type"] } == ["text/plain", "text/html"])
            #expect(mail["content"]?.array?.last?["value"] == "<p>Plan: <b>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;</b></p>")
            #expect(mail["content"]?.array?.first?["value"] == "Plan: <script>alert('x')</script> & \"more\"")
        }
    }

    @Test func aBlankTextOrOneThatIsTooLongIsNotSent() async throws {
        try await Script.run(Self.text.merging(["body": "{{missing}}"]) { _, new in new }) { server, fake, connection, rule in
            let blank = try await server.attempt("user.signup", rule, payload: Self.ada, when: "failed")
            #expect(blank["outcome_code"] == "mapping_error")
            let long = try await server.makeRule("user.left", to: connection, metadata: Self.text.merging(["body": .string(String(repeating: "{{plan}}", count: 10))]) { _, new in new })
            var payload = Self.ada
            payload["plan"] = .string(String(repeating: "x", count: 200_000))
            let refused = try await server.attempt("user.left", long, payload: payload, when: "failed")
            #expect(refused["outcome_code"] == "payload_too_large")
            #expect(fake.state.mails.isEmpty)
        }
    }

    @Test func refusalsByText() async throws {
        let cases: [(arrange: @Sendable (inout Script) -> Void, state: String, outcome: String, active: Bool)] = [
            ({ $0.verified = [] }, "failed", "rejected_client_error", true), ({ $0.isOutOfCredits = true }, "retrying", "rate_limited", true),
            ({ $0.isBlocked = true }, "retrying", "rate_limited", true), ({ $0.scopes = [] }, "retrying", "auth_failed", false),
        ]
        for (arrange, state, outcome, active) in cases {
            try await Script.run { server, fake, connection, rule in
                fake.change(arrange)
                let attempt = try await server.attempt("user.signup", rule, when: state)
                #expect(attempt["outcome_code"]?.string == outcome)
                let seen = try await server.connection(connection, until: { active || $0["active"] == false })
                #expect(seen["active"] == .bool(active))
                guard outcome == "rate_limited" else { return }
                let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
                #expect(due - server.time.now() >= .seconds(900))
            }
        }
    }

    @Test func refusedDataFailsWithThePlaceAndTheReason() async throws {
        try await Script.run { server, _, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"] == "HTTP 400: personalizations.0.to.0.email: Does not contain a valid address.")
        }
    }

    @Test func aKeyNeedsToBeAllowedToSendAndNoMore() async throws {
        try await Script.run(arranging: { $0.scopes = ["mail.send"]; $0.verified = [] }) { server, fake, connection, _ in
            #expect(try server.expect(200, try await server.actionData(connection)) == ["templates": [], "unavailable": "templates.read is missing"])
            #expect(fake.state.mails.isEmpty)
            fake.change { $0.scopes = ["templates.read"] }
            let refused = try await server.connect(.sendgrid, Script.settings)
            #expect(refused.status == 422 && refused.text.contains("mail.send"))
        }
    }

    @Test(arguments: ["Team <{{email}}>", "Team <team@example.com", "two@at@example.com", "nobody", "{{email}}"])
    func whoAMessageIsFromCannotBeChosenByThePayload(_ from: String) async throws {
        try await Script.run { server, _, connection, _ in
            let reply = try await server.send(
                .post, "/api/v1/rules",
                json: [
                    "workspace": .string(server.tenant.workspace.id.description), "connection": connection["id"] ?? .null, "event": "x",
                    "metadata": .object(Self.text.merging(["from": .string(from)]) { _, new in new }),
                ])
            #expect(reply.status == 400 && reply.parameters == ["metadata.from"], "\(reply.text)")
        }
    }

    @Test(arguments: [false, true])
    func aMessageWhoseAnswerIsLostIsRepeatedOrGivenUp(_ atMostOnce: Bool) async throws {
        var options = ProviderOptions()
        options.sendsMailAtMostOnce = atMostOnce
        try await Script.run(options: options) { server, fake, _, rule in
            fake.next(.drop)
            let event = try await server.emit("user.signup", payload: Self.ada)
            let attempt = try #require(try await server.attempts(event, rule, when: atMostOnce ? "failed" : "retrying").last)
            #expect(attempt["outcome_code"]?.string == (atMostOnce ? "timeout" : "network_error"))
            guard !atMostOnce else { return }
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            let ids = fake.state.mails.map { $0["personalizations"]?.array?.first?["custom_args"]?["meshes_delivery_id"] }
            #expect(ids.count == 2 && Set(ids).count == 1)
        }
    }
}
