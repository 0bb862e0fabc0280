import Foundation
import MeshesModel
import MeshesTestSupport
import Testing

/// Pipedrive through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct PipedriveTests {
    private static let plan = "plan0000000000000000000000000000000000000"
    private static let topics = "topics00000000000000000000000000000000000"

    /// A server with a signed-in connection and a rule of an action.
    static func run(
        _ action: String = "sync_person", id: String? = nil, value: String? = nil, _ body: @escaping SignInBody<PipedriveScript>
    ) async throws {
        var rule: JSONObject = ["action": .string(action)]
        if let id { rule["id"] = .string(id) }
        if let value { rule["value"] = .string(value) }
        try await PipedriveScript.run(rule: rule, body)
    }

    @Test func aPersonIsMadeThenChanged() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["api_domain"] == "https://acme.pipedrive.com")
            #expect(connection["metadata"]?["company_id"] == 34)
            let payload: JSONObject = ["email": "Ada@Example.com", "first_name": "Ada", "last_name": "Lovelace", "phone": "+1"]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(
                fake.state.persons[101] == [
                    "name": "Ada Lovelace", "emails": [["value": "Ada@example.com", "primary": true, "label": "work"]],
                    "phones": [["value": "+1", "primary": true, "label": "work"]],
                ])
            let changed: JSONObject = ["email": "ada@example.com", "name": "Countess", "phone": "+2"]
            _ = try await server.attempt("user.signup", rule, payload: changed, when: "completed")
            #expect(fake.state.persons.count == 1)
            #expect(fake.state.persons[101]?["name"] == "Countess")
            #expect(fake.state.persons[101]?["phones"]?.array?.compactMap { $0["value"]?.string } == ["+1", "+2"])
            #expect(fake.state.persons[101]?["emails"]?.array?.count == 1)
        }
    }

    @Test func nobodyIsWithoutAName() async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com"], when: "completed")
            #expect(fake.state.persons[101]?["name"] == "ada")
        }
    }

    @Test func aPersonThatSearchesDoNotFindYetIsNotMadeTwice() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.lags = true }
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.persons.count == 1)
            // One that was deleted meanwhile is made again.
            fake.change { $0.persons = [:] }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.persons.count == 1)
        }
    }

    @Test func theOldestOfSeveralIsTakenAndTheAttemptSaysSo() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { script in
                let person: JSONObject = ["name": "Ada", "emails": [["value": "ADA@example.com"]]]
                script.persons = [9: person, 7: person, 8: ["name": "Bob", "emails": [["value": "bob@example.com"]]]]
            }
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "name": "Countess"], when: "completed")
            #expect(attempt["message"]?.string?.contains("more than one person") == true)
            #expect(fake.state.persons[7]?["name"] == "Countess")
        }
    }

    @Test(arguments: [(plan, "21", 21), (plan, "pro", 21), (topics, "31", [31]), ("visible_to", "3", 3)] as [(String, String, JSONValue)])
    func theFieldOfTheRuleIsSet(_ field: String, _ value: String, _ written: JSONValue) async throws {
        try await Self.run("update_person_field", id: field, value: value) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            let person = try #require(fake.state.persons[101])
            #expect((person["custom_fields"]?[field] ?? person[field]) == written)
        }
    }

    @Test func aValueThatTheFieldDoesNotHaveIsAMappingError() async throws {
        try await Self.run("update_person_field", id: Self.plan, value: "gold") { server, fake, _, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(fake.state.persons.isEmpty)
        }
    }

    @Test func mappedFieldsHaveTheirTypes() async throws {
        try await Self.run { server, fake, connection, rule in
            func field(_ dest: String, _ path: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]] }
            try await server.save(
                mapping: [field("emails", "email"), field(Self.plan, "plan"), field(Self.topics, "topics"), field("owner_id", "owner")],
                of: connection)
            let payload: JSONObject = ["email": "ada@example.com", "plan": "22", "topics": ["31", "32"], "owner": 12]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.persons[101]?["custom_fields"] == [.init(stringLiteral: Self.plan): 22, .init(stringLiteral: Self.topics): [31, 32]])
            #expect(fake.state.persons[101]?["owner_id"] == 12)
        }
    }

    @Test func mappedOptionsMayBeNamedByTheirLabel() async throws {
        try await Self.run { server, fake, connection, rule in
            // Mappings are held against the account's own fields once these are known.
            #expect(try await server.catalog(connection)[Self.plan]?["constraints"]?["allowed_values"] == ["21", "22"])
            func field(_ dest: String, _ path: String) -> JSONValue {
                ["dest": .string(dest), "source": ["type": "path", "value": .string(path)], "on_error": "fail_action"]
            }
            try await server.save(mapping: [field("emails", "email"), field(Self.plan, "plan")], of: connection)
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "plan": "PRO"], when: "completed")
            #expect(fake.state.persons[101]?["custom_fields"] == [.init(stringLiteral: Self.plan): 21])
            let refused = try await server.attempt("user.signup", rule, payload: ["email": "bob@example.com", "plan": "gold"], when: "failed")
            #expect(refused["outcome_code"] == "mapping_error")
        }
    }

    @Test func labelsAreAddedAndTakenOffOneByOne() async throws {
        try await Self.run("add_label_to_person", id: "5") { server, fake, connection, rule in
            fake.change { script in
                script.persons = [7: ["name": "Ada", "emails": [["value": "ada@example.com"]], "label_ids": [6]]]
                script.refusesEmptyLists = true
            }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.persons[7]?["label_ids"] == [6, 5])
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"]?.string?.contains("already labelled") == true)
            server.time.advance(by: .seconds(60))
            let removing = try await server.makeRule("user.left", to: connection, metadata: ["action": "remove_label_from_person", "id": "5"])
            _ = try await server.attempt("user.left", removing, when: "completed")
            #expect(fake.state.persons[7]?["label_ids"] == [6])
            #expect(try await server.attempt("user.left", removing, when: "completed")["message"]?.string?.contains("not labelled") == true)
            server.time.advance(by: .seconds(60))
            let last = try await server.makeRule("user.gone", to: connection, metadata: ["action": "remove_label_from_person", "id": "6"])
            _ = try await server.attempt("user.gone", last, when: "completed")
            #expect(fake.state.persons[7]?["label_ids"] == [])
            let nobody = try await server.attempt("user.left", removing, payload: ["email": "bob@example.com"], when: "completed")
            #expect(nobody["message"] == "no such person")
        }
    }

    @Test func refusedDataLeavesTheConnectionOn() async throws {
        try await Self.run { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["message"] == "HTTP 400: emails: validation failed")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: [
        (402, #"{"success":false,"error":"account not open"}"#), (403, #"{"success":false,"error":"limit","code":"feature_capping_fields"}"#),
        (410, #"{"success":false,"error":"gone"}"#),
    ])
    func aRefusalAboutOneThingLeavesTheConnectionOn(_ status: Int, _ body: String) async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusal = (status, body) }
            _ = try await server.attempt("user.signup", rule, when: "failed")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aMissingPermissionNeedsANewSignIn() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusal = (403, #"{"success":false,"error":"Scope and URL mismatch"}"#) }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
        }
    }

    @Test func aBlockedCallerWaitsTenMinutes() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.isBlocked = true }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due - server.time.now() >= .seconds(600))
        }
    }

    @Test func afterThreeLimitsTheDayIsTakenToBeSpent() async throws {
        try await Self.run { server, fake, _, rule in
            fake.next(.rateLimit(seconds: 2), times: 4)
            let event = try await server.emit("user.signup")
            for number in 1...4 {
                var attempts = try await server.attempts(event, rule, when: "retrying")
                for _ in 0..<5000 where attempts.count < number { attempts = try await server.attempts(event, rule, when: "retrying") }
                #expect(attempts.count == number)
                let due = try #require(attempts.last?["next_attempt_at"]?.string.flatMap { Timestamp($0) })
                #expect((due - server.time.now() >= .seconds(3600)) == (number == 4))
                if number < 4 { server.time.advance(to: due + .seconds(70)) }
            }
        }
    }

    @Test func anAnswerWithoutSuccessIsNone() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.refusal = (200, "{}") }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"] == "rejected_server_error")
        }
    }

    /// Pipedrive calls the address of the callback when somebody removes the app.
    @Test func whoRemovesTheAppSwitchesItsConnectionsOff() async throws {
        try await Self.run { server, _, connection, _ in
            let body: JSONValue = ["client_id": "pipedrive-client", "company_id": 34, "user_id": 12, "timestamp": "2026-01-31T10:00:00Z"]
            func call(_ pair: String, _ body: JSONValue) async throws -> TestReply {
                let headers = ["Authorization": "Basic " + Data(pair.utf8).base64EncodedString()]
                return try await server.send(.delete, "/oauth/pipedrive/callback", as: .none, json: body, headers: headers)
            }
            #expect(try await call("pipedrive-client:guess", body).status == 401)
            #expect(try await server.send(.delete, "/oauth/pipedrive/callback", as: .none, json: body).status == 401)
            let secret = PipedriveScript.app.clientSecret.reveal()
            #expect(try await call("pipedrive-client:\(secret)", ["company_id": 35, "user_id": 12]).status == 204)
            #expect(try await server.connection(connection)["active"] == true)
            #expect(try await call("pipedrive-client:\(secret)", body).status == 204)
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_authorization_revoked")
            #expect(try await server.send(.delete, "/oauth/webhook/callback", as: .none, json: body).status == 404)
        }
    }

    @Test func anIdleSignInIsRenewedBeforeItDies() async throws {
        try await Self.run { server, fake, _, _ in
            server.time.advance(by: .seconds(29 * 86_400))
            #expect(fake.state.refreshes == 0)
            server.time.advance(by: .seconds(2 * 86_400))
            // It is looked for every hour, and a look may have begun before the clock moved.
            for _ in 0..<5000 where fake.state.refreshes == 0 {
                _ = try await server.store.organizations.all()
                server.time.advance(by: .seconds(60))
            }
            #expect(fake.state.refreshes == 1)
        }
    }

    @Test func labelsAndFieldsHaveTheirKinds() async throws {
        try await Self.run { server, _, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let data = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(data["labels"] == [["id": "6", "name": "beta"], ["id": "5", "name": "Customer"]])
            #expect(data["properties"]?.array?.compactMap { $0["name"]?.string } == ["Plan", "Topics"])
            #expect(data["properties"]?.array?.first?["options"] == [["label": "Pro", "value": "21"], ["label": "Free", "value": "22"]])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(fields.first { $0["key"] == "emails" }?["constraints"]?["required"] == true)
            #expect(fields.first { $0["key"] == "id" }?["constraints"]?["read_only"] == true)
            #expect(fields.first { $0["key"] == "picture_id" }?["constraints"]?["read_only"] == true)
            #expect(fields.first { $0["key"]?.string == Self.plan }?["constraints"]?["allowed_values"] == ["21", "22"])
            #expect(fields.first { $0["key"] == "owner_id" }?["provider_meta"]?["relation"] == "user")
        }
    }
}
