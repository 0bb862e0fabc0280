import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct PreviewTests {
    @Test func aMappingIsShownFieldByField() async throws {
        try await MailerLiteTests.run { server, _, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/mappings/preview"
            func field(_ dest: JSONValue, _ source: JSONValue, _ policy: JSONValue = "skip_field") -> JSONValue {
                ["dest": dest, "source": ["type": "path", "value": source], "on_error": policy]
            }
            let fields: JSONValue = [field("email", "email"), field("plan", "missing"), field("seats", "plan", "warn_action"), field("gone", "plan", "fail_action")]
            let schema: JSONValue = ["schema_version": 1, "fields": fields]
            let reply = try await server.send(.post, path, json: ["schema": schema, "payload": ["email": "ada@example.com", "plan": "pro"]])
            #expect(reply.status == 200)
            #expect(reply["ok"] == false)
            #expect(reply["fields"]?.array?.map { $0["state"]?.string } == ["sent", "skipped", "warned", "failed"])
            #expect(reply["fields"]?.array?.first == ["dest": "email", "state": "sent", "value": "ada@example.com"])

            let event = try await server.emit("user.signup")
            let ofEvent = try await server.send(.post, path, json: ["schema": schema, "event": event["id"] ?? .null])
            #expect(ofEvent["fields"]?.array?.first?["value"] == "ada@example.com")

            let bad = try await server.send(.post, path, json: ["schema": ["schema_version": 2, "fields": []], "payload": [:]])
            #expect(bad.status == 200 && bad["ok"] == false)
            #expect(bad["errors"]?.array?.first?["param"] == "schema.schema_version")
            #expect(try await server.send(.post, path, json: ["payload": [:]]).parameters == ["schema"])
            #expect(try await server.send(.post, path, json: ["schema": schema]).parameters == ["payload"])
            let other = try await server.makeTenant("Other")
            #expect(try await server.send(.post, path, as: .key(other.machineKey), json: ["schema": schema, "payload": [:]]).status == 404)
        }
    }

    @Test func aRuleIsShownWithoutBeingCarriedOut() async throws {
        try await MailerLiteTests.run("remove_from_group") { server, fake, connection, rule in
            let calls = fake.calls.count
            let path = "/api/v1/rules/\(rule["id"]?.string ?? "")/preview"
            let reply = try await server.send(.post, path, json: ["payload": ["email": "ada@example.com"]])
            #expect(reply["ok"] == true)
            let requests = reply["requests"]?.array ?? []
            #expect(requests.map { $0["method"]?.string } == ["GET", "DELETE"])
            #expect(requests.last?["url"]?.string?.hasSuffix("/subscribers/ID/groups/\(MailerLiteScript.group)") == true)
            #expect(requests.first?["headers"]?["Authorization"] == "[redacted]")
            #expect(!reply.text.contains(MailerLiteScript.key))
            let unmapped = try await server.send(.post, path, json: ["payload": ["name": "Ada"]])
            #expect(unmapped["ok"] == false && unmapped["errors"]?.array?.first?["param"] == "mapping.email")
            let draft = try await server.send(
                .post, "/api/v1/rules/preview",
                json: ["connection": connection["id"] ?? .null, "event": "x", "metadata": ["action": "add_to_group"], "payload": [:]])
            #expect(draft["ok"] == false && draft["errors"]?.array?.first?["param"] == "metadata.id")
            #expect(fake.calls.count == calls)
        }
    }

    @Test func aWebhookIsShownWithItsSecretsHidden() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection(
                "Hook",
                metadata: [
                    "url": "https://hooks.example.com/orders?token=abcdef", "skip_url_test": true, "auth_scheme": "bearer", "auth_token": "hook-token-1234",
                    "custom_headers": [["name": "X-Tenant", "value": "tenant-secret"]],
                ])
            let reply = try await server.send(
                .post, "/api/v1/rules/preview",
                json: [
                    "connection": connection["id"] ?? .null, "event": "order.paid", "metadata": ["action": "send_webhook"],
                    "payload": ["note": "hook-token-1234", "total": 3],
                ])
            #expect(reply["ok"] == true)
            let request = try #require(reply["requests"]?.array?.first)
            #expect(request["url"] == "https://hooks.example.com/orders?token=[redacted]")
            #expect(request["body"]?.string?.contains(#""total":3"#) == true)
            for secret in ["hook-token-1234", "tenant-secret", "abcdef"] { #expect(!reply.text.contains(secret)) }
            #expect(server.sender.requests.isEmpty)
        }
    }

    @Test func numbersOfThePayloadKeepEveryDigit() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Hook")
            let rule = try await server.makeRule("order.paid", to: connection)
            let payload = #"{"id":12345678901234567890,"price":1.10}"#
            let ids = #""connection":"\#(connection["id"]?.string ?? "")","event":"order.paid","metadata":{"action":"send_webhook"}"#
            for (path, members) in [("/api/v1/rules/preview", ids + ","), ("/api/v1/rules/\(rule["id"]?.string ?? "")/preview", "")] {
                let reply = try await server.send(
                    .post, path, text: #"{\#(members)"payload":\#(payload)}"#, headers: ["Content-Type": "application/json"])
                #expect(reply["requests"]?.array?.first?["body"]?.string?.contains(payload) == true)
            }
        }
    }
}
