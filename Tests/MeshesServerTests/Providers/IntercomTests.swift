import MeshesModel
import MeshesTestSupport
import Testing

/// Intercom through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct IntercomTests {
    private static func field(_ dest: String, _ path: String) -> JSONValue {
        ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]]
    }

    /// A server with a signed-in connection and a rule of an action.
    static func run(_ action: String = "add_tag", tag: String = "5", _ body: @escaping SignInBody<IntercomScript>) async throws {
        try await IntercomScript.run(rule: ["action": .string(action), "id": .string(tag)], body)
    }

    @Test func aContactIsMadeTaggedAndKeptUpToDate() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["region"] == "EU")
            #expect(connection["metadata"]?["api_root"] == "https://api.eu.intercom.io")
            let payload: JSONObject = ["email": "Ada@Example.com", "first_name": "Ada", "last_name": "Lovelace", "phone": "+1", "id": "u-1"]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            let (id, contact) = try #require(fake.state.contacts.first)
            #expect(contact == ["role": "user", "email": "Ada@example.com", "phone": "+1", "name": "Ada Lovelace"])
            #expect(fake.state.tagged[id] == ["5"])
            // Nothing differs, so nothing is written.
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(!fake.targets.contains { $0.hasPrefix("PUT ") })
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "name": "Countess"], when: "completed")
            #expect(fake.state.contacts[id]?["name"] == "Countess")
            #expect(fake.state.contacts.count == 1)
        }
    }

    @Test func attributesAreWrittenAsTheyAreDefined() async throws {
        try await Self.run { server, fake, connection, rule in
            let fields = [Self.field("email", "email"), Self.field("custom_attributes.plan", "plan"), Self.field("custom_attributes.trial_ends", "ends")]
            try await server.save(mapping: .array(fields), of: connection)
            let payload: JSONObject = ["email": "ada@example.com", "plan": "pro", "ends": "2026-01-31T10:00:00Z"]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.contacts.values.first?["custom_attributes"] == ["plan": "pro", "trial_ends": 1_769_853_600])
        }
    }

    @Test func theProductsOwnIDFindsSomebodyWhoseAddressChanged() async throws {
        try await Self.run { server, fake, connection, rule in
            try await server.save(mapping: [Self.field("email", "email"), Self.field("external_id", "id")], of: connection)
            fake.change { $0.contacts["c1"] = ["role": "user", "email": "old@example.com", "external_id": "u-1"] }
            _ = try await server.attempt("user.signup", rule, payload: ["email": "new@example.com", "id": "u-1"], when: "completed")
            #expect(fake.state.tagged == ["c1": ["5"]])
            #expect(fake.state.contacts["c1"]?["email"] == "old@example.com")
        }
    }

    @Test func usersComeBeforeLeadsAndThenTheOneChangedLast() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { script in
                script.contacts = [
                    "c1": ["role": "lead", "email": "ada@example.com", "updated_at": 30], "c2": ["role": "user", "email": "ada@example.com", "updated_at": 10],
                    "c3": ["role": "user", "email": "ada@example.com", "updated_at": 20],
                ]
            }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.tagged == ["c3": ["5"]])
        }
    }

    @Test func aContactThatSearchesDoNotFindYetIsTakenFromTheRefusal() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.hidesNew = true }
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.contacts.count == 1)
            fake.change { $0.isArchived = true }
            let archived = try await server.attempt("user.signup", rule, when: "failed")
            #expect(archived["message"] == "HTTP 409: the contact is archived")
        }
    }

    @Test func aTagThatIsGoneAndAContactThatIsNotThereYetAreToldApart() async throws {
        try await Self.run(tag: "9") { server, fake, connection, rule in
            fake.change { $0.contacts["c1"] = ["role": "user", "email": "ada@example.com"] }
            let gone = try await server.attempt("user.signup", rule, when: "failed")
            #expect(gone["message"] == "HTTP 404: tag not found")
            #expect(try await server.connection(connection)["active"] == true)
            fake.change { $0.overlooksContacts = true }
            let event = try await server.emit("user.signup", payload: ["email": "bob@example.com"])
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "rejected_server_error")
        }
    }

    @Test func removingIsDoneOnceAndMakesNobody() async throws {
        try await Self.run("remove_tag") { server, fake, _, rule in
            let nobody = try await server.attempt("user.signup", rule, when: "completed")
            #expect(nobody["message"] == "no such contact")
            fake.change { script in
                script.contacts["c1"] = ["role": "user", "email": "ada@example.com"]
                script.tagged["c1"] = ["5", "6"]
            }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.tagged["c1"] == ["6"])
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"] == "HTTP 404: not tagged")
        }
    }

    @Test func refusedDataLeavesTheConnectionOn() async throws {
        try await Self.run { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["message"] == "HTTP 400: parameter_invalid: email is invalid")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func oneOddRefusalOfAGoodTokenIsTriedAgain() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusals = [(401, "unauthorized")] }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "auth_failed")
            #expect(try await server.connection(connection)["active"] == true)
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
        }
    }

    @Test func aPlanWithoutAPINeedsANewSignIn() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusals = [(403, "api_plan_restricted"), (403, "api_plan_restricted")] }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
        }
    }

    @Test func oneForbiddenCallLeavesTheConnectionOn() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusals = [(403, "forbidden")] }
            _ = try await server.attempt("user.signup", rule, when: "failed")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func tagsAndFieldsAreListed() async throws {
        try await Self.run { server, fake, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let data = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(data == ["tags": [["id": "6", "name": "beta"], ["id": "5", "name": "Trial"]]])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(
                fields.compactMap { $0["key"]?.string } == [
                    "email", "external_id", "name", "phone", "custom_attributes.plan", "custom_attributes.seats", "custom_attributes.trial_ends",
                ])
            #expect(fields.first { $0["key"] == "custom_attributes.plan" }?["constraints"]?["allowed_values"] == ["pro", "free"])
            #expect(fields.first { $0["key"] == "custom_attributes.trial_ends" }?["type"] == "datetime")
            fake.next(.fail(status: 503))
            server.time.advance(by: .seconds(31))
            #expect(try server.expect(200, try await server.send(.get, path + "/actions?refresh=true")) == data)
        }
    }
}
