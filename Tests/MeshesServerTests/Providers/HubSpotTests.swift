import MeshesModel
import MeshesTestSupport
import Testing

/// HubSpot through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct HubSpotTests {
    /// A server with a signed-in connection and a rule of an action.
    static func run(
        _ action: String = "add_to_list", id: String = "5", value: String? = nil, _ body: @escaping SignInBody<HubSpotScript>
    ) async throws {
        var rule: JSONObject = ["action": .string(action), "id": .string(id)]
        if let value { rule["value"] = .string(value) }
        try await HubSpotScript.run(rule: rule, body)
    }

    @Test func aContactIsMadeAndPutIntoTheList() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["hub_id"] == 1001)
            #expect(connection["metadata"]?["hub_domain"] == "acme.example")
            let payload: JSONObject = ["email": "Ada@Example.com", "name": "Ada Lovelace", "phone": "+1"]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.contacts["501"]?["lastname"] == "Lovelace")
            #expect(fake.state.contacts["501"]?["firstname"] == "Ada")
            #expect(fake.state.contacts["501"]?["phone"] == "+1")
            #expect(fake.state.members == ["501"])
            let again = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(again["message"]?.string?.contains("already a member") == true)
        }
    }

    @Test func somebodyElseMayMakeTheContactMeanwhile() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.isRaced = true }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.contacts.keys.sorted() == ["77"])
            #expect(fake.state.members == ["77"])
        }
    }

    @Test func removingMakesNobodyAContact() async throws {
        try await Self.run("remove_from_list") { server, fake, _, rule in
            let unknown = try await server.attempt("user.signup", rule, when: "completed")
            #expect(unknown["message"]?.string?.contains("no such contact") == true)
            #expect(fake.state.contacts.isEmpty)
        }
    }

    @Test func thePropertyOfTheRuleIsSet() async throws {
        try await Self.run("update_property", id: "lifecyclestage", value: "customer") { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.contacts["501"]?["lifecyclestage"] == "customer")
        }
    }

    @Test(arguments: [("6", "ada@example.com"), ("9", "ada@example.com"), ("5", "ada@nowhere.org")])
    func refusedDataLeavesTheConnectionOn(_ list: String, _ email: String) async throws {
        try await Self.run(id: list) { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": .string(email)], when: "failed")
            let texts = ["6": "dynamic list", "9": "list not found", "5": "VALIDATION_ERROR: email (INVALID_EMAIL)"]
            #expect(attempt["message"]?.string?.contains(texts[list] ?? "?") == true)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aConflictThatNamesNobodyIsRefused() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.isVague = true }
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "destination_conflict")
        }
    }

    @Test func aListThatOverlooksANewContactIsAskedAgain() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.overlooksContacts = true }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "rejected_server_error")
            fake.change { $0.overlooksContacts = false }
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.contacts.count == 1)
        }
    }

    @Test func aMissingPermissionNeedsANewSignIn() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.lacksScope = true }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
        }
    }

    @Test func aLockedRecordIsTriedAgain() async throws {
        try await Self.run { server, fake, _, rule in
            fake.next(.fail(status: 423))
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "rejected_server_error")
        }
    }

    @Test func aHiddenPropertyIsFilledByAMappingThatKnowsItAndShownOnlyThen() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(try await server.catalog(connection)["tier"] == nil)
            func field(_ dest: String, _ path: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]] }
            try await server.save(mapping: [field("email", "email"), field("tier", "plan"), field("score", "points")], of: connection)
            #expect(try await server.catalog(connection)["tier"]?["provider_meta"]?["hidden"] == true)
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "plan": "pro", "points": 3], when: "completed")
            // What HubSpot computes itself is left out.
            #expect(fake.state.contacts.values.contains(["email": "ada@example.com", "tier": "pro"]))
        }
    }

    @Test func whatHubSpotCallsARefusalByIsKept() async throws {
        try await Self.run { server, _, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["request_id"] == "c-2")
        }
    }

    @Test func listsAndPropertiesComeSorted() async throws {
        try await Self.run { server, _, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let data = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(data["lists"] == [["id": "9", "name": "Alpha"], ["id": "8", "name": "beta"], ["id": "5", "name": "Trial users"]])
            #expect(data["properties"]?.array?.compactMap { $0["id"]?.string } == ["interests", "lifecyclestage"])
            #expect(
                data["properties"]?.array?.last?["options"]
                    == [["label": "Lead", "value": "lead"], ["label": "Customer", "value": "customer"]])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(fields.first { $0["key"] == "score" }?["constraints"]?["read_only"] == true)
            #expect(fields.first { $0["key"] == "interests" }?["type"] == "multi_enum")
            #expect(fields.first { $0["key"] == "email" }?["constraints"]?["required"] == true)
        }
    }
}
