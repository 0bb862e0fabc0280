import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to MailerLite. What all types share stands in `SituationTests`.
@Suite struct MailerLiteTests {
    typealias Fake = ProviderFake<MailerLiteScript>

    /// A server with a connection and a rule that adds people to a group.
    static func run(
        _ action: String = "add_to_group",
        _ body: @Sendable @escaping (ServerFixture, Fake, _ connection: JSONValue, _ rule: JSONValue) async throws -> Void
    ) async throws {
        try await MailerLiteScript.run(["action": .string(action), "id": .string(MailerLiteScript.group)], body)
    }

    @Test func aSubscriberIsMadeThenChanged() async throws {
        try await Self.run { server, fake, _, rule in
            let payload: JSONObject = [
                "email": "Ada+Test@Example.com", "first_name": "Ada", "last_name": "Lovelace", "phone": "+1", "ip_address": "192.0.2.10",
            ]
            let created = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(created["http_status"]?.integer == 201)
            let subscriber = try #require(fake.state.subscriber("ada+test@example.com"))
            #expect(subscriber["fields"] == ["last_name": "Lovelace", "name": "Ada", "phone": "+1"])
            #expect(subscriber["groups"] == [["id": .string(MailerLiteScript.group)]])
            #expect(subscriber["ip_address"] == "192.0.2.10")
            let changed = try await server.attempt(
                "user.signup", rule, payload: ["email": "ada+test@example.com", "name": "Countess", "ip_address": "nowhere"], when: "completed")
            #expect(changed["http_status"]?.integer == 200)
            #expect(fake.state.subscriber("ada+test@example.com")?["fields"]?["name"] == "Countess")
            #expect(fake.state.subscribers.count == 1)
            let call = try #require(fake.calls.last)
            #expect(call.header("user-agent") == "Meshes-Selfhost/test")
        }
    }

    @Test func anOverlookedGroupIsAddedByASecondCall() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.overlooksGroups = true }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.targets.last?.hasSuffix("/groups/\(MailerLiteScript.group)") == true)
            #expect(fake.state.subscriber("ada@example.com")?["groups"] == [["id": .string(MailerLiteScript.group)]])
        }
    }

    @Test func removingIsDoneOnceAndHarmlessAgain() async throws {
        try await Self.run("remove_from_group") { server, fake, _, rule in
            let unknown = try await server.attempt("user.signup", rule, when: "completed")
            #expect(unknown["message"]?.string?.contains("not found") == true)
            fake.change {
                $0.subscribers["9"] = [
                    "id": "9", "email": "ada@example.com", "status": "active", "fields": [:], "groups": [["id": .string(MailerLiteScript.group)]],
                ]
            }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.subscribers["9"]?["groups"] == [])
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"]?.string?.contains("already absent") == true)
            #expect(fake.targets.contains("GET /subscribers/ada%40example.com"))
        }
    }

    @Test func refusedDataFailsWithTheProvidersReason() async throws {
        try await Self.run { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"] == "HTTP 422: email: The email must be a valid email address.")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aMissingAddressIsAMappingError() async throws {
        try await Self.run { server, fake, _, rule in
            let before = fake.calls.count
            let attempt = try await server.attempt("user.signup", rule, payload: ["name": "Ada"], when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(attempt["message"] == "email is required and has no value")
            #expect(fake.calls.count == before)
        }
    }

    @Test func listsComeWholeAndSorted() async throws {
        try await Self.run { server, fake, connection, _ in
            let id = connection["id"]?.string ?? ""
            let groups = try server.expect(200, try await server.send(.get, "/api/v1/connections/\(id)/actions"))["groups"]?.array ?? []
            #expect(groups.count == 230)
            #expect(groups.first?["name"] == "group 1001")
            #expect(groups.last == ["id": .string(MailerLiteScript.group), "name": "Trial users"])
            let catalog = try server.expect(200, try await server.send(.get, "/api/v1/connections/\(id)/fields"))
            let fields = catalog["fields"]?.array ?? []
            #expect(fields.first { $0["key"] == "seats" }?["type"] == "number")
            #expect(fields.first { $0["key"] == "email" }?["constraints"]?["required"] == true)
            #expect(fields.first { $0["key"] == "seats" }?["provider_meta"]?["field_id"] == "f-seats")
        }
    }

    @Test func rulesNeedAKnownActionAndAGroup() async throws {
        try await Self.run { server, _, connection, _ in
            for (metadata, parameter) in [
                (["action": "fly"], "metadata.action"), (["action": "add_to_group"], "metadata.id"), (["action": "add_to_group", "id": ""], "metadata.id"),
            ] as [(JSONValue, String)] {
                let reply = try await server.send(
                    .post, "/api/v1/rules",
                    json: [
                        "workspace": .string(server.tenant.workspace.id.description), "connection": connection["id"] ?? .null, "event": "x",
                        "metadata": metadata,
                    ])
                #expect(reply.status == 400 && reply.parameters == [parameter])
            }
        }
    }
}
