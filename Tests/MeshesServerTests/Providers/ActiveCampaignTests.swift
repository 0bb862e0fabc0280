import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to ActiveCampaign. What all types share stands in `SituationTests`.
@Suite struct ActiveCampaignTests {
    typealias Script = ActiveCampaignScript

    static let ada: JSONObject = ["email": "Ada+X@Example.com", "first_name": "Ada", "last_name": "Lovelace", "phone": "+1"]
    private static func rule(_ action: String, _ id: String = "2") -> JSONObject { ["action": .string(action), "id": .string(id)] }
    private static func path(_ dest: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(dest)]] }

    @Test func aContactIsMadeThenChangedAndOnTheListOnce() async throws {
        try await Script.run { server, fake, _, rule in
            let created = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(created["http_status"] == 201)
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada+x@example.com", "first_name": "Augusta"], when: "completed")
            let contact = try #require(fake.state.contact("ada+x@example.com"))
            #expect(contact["firstName"] == "Augusta" && contact["lastName"] == "Lovelace" && contact["phone"] == "+1")
            #expect(fake.state.contacts.count == 1)
            #expect(fake.state.memberships == ["10 2": "1"])
        }
    }

    @Test func theOperatorMaySayWhichHostsThereAre() async throws {
        var options = ProviderOptions()
        options.activeCampaignHosts = ["*.api-us1.com", "*.activehosted.com"].compactMap { HostPattern($0) }
        try await Script.run(options: options) { server, _, _, _ in
            var settings = Script.settings
            settings["api_url"] = "https://api-us1.com.example.com"
            let reply = try await server.connect(.activecampaign, settings)
            #expect(reply.status == 400 && reply.parameters == ["metadata.api_url"])
        }
    }

    @Test func aListThatIsNotToldStaysAsItWasWhileTheOtherIsRenewed() async throws {
        try await Script.run { server, fake, connection, _ in
            let first = try server.expect(200, try await server.actionData(connection))
            #expect(first["lists"]?.array?.isEmpty == false)
            server.time.advance(by: .seconds(60))
            fake.change { $0.hidesLists = true }
            let second = try server.expect(200, try await server.actionData(connection, refresh: true))
            #expect(second["lists"] == first["lists"] && second["tags"] == first["tags"])
        }
    }

    @Test func aListThatWasNeverToldIsNoEmptyList() async throws {
        try await Script.run(arranging: { $0.hidesLists = true }) { server, _, connection, _ in
            let reply = try await server.actionData(connection)
            #expect(reply.status == 422 && reply.json["message"]?.string?.contains("(lists)") == true)
        }
    }

    @Test func syncingTouchesNoList() async throws {
        try await Script.run(["action": "sync_contact"]) { server, fake, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(attempt["http_status"] == 201)
            #expect(fake.state.contacts.count == 1 && fake.state.memberships.isEmpty)
        }
    }

    @Test func whoHasLeftComesBackOnlyWhereTheConnectionSaysSo() async throws {
        for (setting, state, status) in [("false", "failed", "2"), ("true", "completed", "1")] {
            try await Script.run(settings: ["resubscribe": .string(setting)]) { server, fake, _, rule in
                fake.change {
                    $0.contacts["5"] = ["email": "ada@example.com"]
                    $0.memberships["5 2"] = "2"
                }
                let attempt = try await server.attempt("user.signup", rule, when: state)
                #expect(fake.state.memberships["5 2"] == status)
                if state == "failed" { #expect(attempt["message"] == "HTTP 201: the contact is unsubscribed from this list") }
            }
        }
    }

    @Test func removingFromAListMakesNobodyAndNoRecord() async throws {
        try await Script.run(Self.rule("remove_from_list")) { server, fake, _, rule in
            let unknown = try await server.attempt("user.signup", rule, when: "completed")
            #expect(unknown["message"] == "HTTP 200: contact not found, nothing to remove")
            fake.change { $0.contacts["5"] = ["email": "ada@example.com"] }
            let never = try await server.attempt("user.signup", rule, when: "completed")
            #expect(never["message"] == "HTTP 200: not on the list")
            #expect(fake.state.memberships.isEmpty && fake.state.contacts.count == 1)
            fake.change { $0.memberships["5 2"] = "1" }
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.memberships == ["5 2": "2"])
        }
    }

    @Test func tagsComeAndGo() async throws {
        try await Script.run(Self.rule("add_tag", "20")) { server, fake, connection, rule in
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.taggings.values.sorted() == ["10 20"])
            let removal = try await server.makeRule("user.left", to: connection, metadata: Self.rule("remove_tag", "20"))
            _ = try await server.attempt("user.left", removal, when: "completed")
            #expect(fake.state.taggings.isEmpty)
            let again = try await server.attempt("user.left", removal, when: "completed")
            #expect(again["message"] == "HTTP 200: already without the tag")
            let stranger = try await server.attempt("user.left", removal, payload: ["email": "bob@example.com"], when: "completed")
            #expect(stranger["message"] == "HTTP 200: contact not found, nothing to remove")
            #expect(fake.state.contacts.count == 1)
        }
    }

    @Test(arguments: [("add_to_list", "999"), ("add_tag", "999")])
    func whatIsGoneFailsTheDelivery(_ action: String, _ id: String) async throws {
        try await Script.run(Self.rule(action, id)) { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "destination_not_found")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aForbiddenListIsNoDeadKey() async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change { $0.forbiddenLists = ["2"] }
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "rejected_client_error")
            #expect(fake.targets.last == "GET /api/3/users/me")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func refusedDataFailsWithTheReason() async throws {
        try await Script.run { server, _, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"] == "HTTP 422: Email address is not valid. (/data/attributes/email)")
        }
    }

    @Test func fieldsHaveTheirKinds() async throws {
        try await Script.run { server, fake, connection, rule in
            let fields = try await server.catalog(connection)
            #expect(fields["field_6"]?["constraints"]?["allowed_values"] == ["a", "b"])
            #expect(fields["field_8"]?["type"] == "multi_enum" && fields["field_4"]?["type"] == "date" && fields["field_10"]?["type"] == "unknown")
            #expect(fields["field_1"]?["constraints"]?["required"] == nil)
            let keys = ["field_1", "field_4", "field_6", "field_8", "field_9", "field_10"]
            try await server.save(mapping: .array((["email"] + keys).map(Self.path)), of: connection)
            let payload: JSONObject = [
                "email": "ada@example.com", "field_1": "x", "field_4": "2026-01-31", "field_6": "a", "field_8": ["a", "b"], "field_9": "b", "field_10": true,
            ]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            let values = fake.state.contact("ada@example.com")?["fieldValues"]?.array?.map { $0["value"]?.string }
            #expect(values == ["x", "2026-01-31", "a", "||a||b||", "||b||", "1"])
        }
    }

    @Test func addressesThatAreNoAccountsAreRefused() async throws {
        try await Script.run { server, fake, connection, _ in
            func connect(_ address: String) async throws -> TestReply {
                try await server.connect(.activecampaign, ["api_url": .string(address), "api_key": .string(Script.key)])
            }
            for address in [
                "http://x.api-us1.com", "https://127.0.0.1", "https://localhost", "https://[::1]", "https://169.254.169.254", "https://x.api-us1.com:8443",
                "https://x.api-us1.com/other", "https://x.api-us1.com?a=b", "https://a@x.api-us1.com", "nonsense",
            ] {
                let reply = try await connect(address)
                #expect(reply.status == 400 && reply.parameters == ["metadata.api_url"], "\(address): \(reply.text)")
            }
            fake.change { $0.isForeign = true }
            let foreign = try await connect("https://x.api-us1.com")
            #expect(foreign.status == 422 && foreign.parameters == ["metadata.api_url"])
            fake.change { $0.isForeign = false }
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let moved = try await server.send(.put, path, json: ["name": "Account", "metadata": ["api_url": " https://Other.api-us1.com/api/3/ "]])
            #expect(try server.expect(200, moved)["metadata"]?["api_url"] == "https://other.api-us1.com")
        }
    }
}
