import MeshesModel
import MeshesTestSupport
import Testing

/// Salesforce through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct SalesforceTests {
    /// A server with a signed-in connection and a rule of an action.
    static func run(
        _ action: String = "add_to_campaign", id: String = SalesforceScript.campaign, value: String? = nil,
        _ body: @escaping SignInBody<SalesforceScript>
    ) async throws {
        var rule: JSONObject = ["action": .string(action), "id": .string(id)]
        if let value { rule["value"] = .string(value) }
        try await SalesforceScript.run(rule: rule, body)
    }

    @Test func aContactIsMadeOnceAndPutIntoTheCampaign() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["org_id"] == "00D000000000001EAA")
            #expect(connection["metadata"]?["login_host"] == "https://login.salesforce.com")
            let payload: JSONObject = ["email": "o'brien@Example.com", "name": "Ada King Lovelace", "phone": "+1"]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            let contact = try #require(fake.state.contacts.values.first)
            #expect(contact == ["Phone": "+1", "LastName": "King Lovelace", "FirstName": "Ada", "Email": "o'brien@example.com"])
            #expect(fake.state.members.count == 1)
            let again = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(again["message"]?.string?.contains("already a member") == true)
            #expect(fake.state.contacts.count == 1)
        }
    }

    @Test func aDescriptionIsSentAgainOnlyWhenItHasChanged() async throws {
        try await Self.run { server, fake, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let first = try await server.catalog(connection)
            #expect(!first.isEmpty)
            // The live lists need the same description.
            let lists = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(lists["properties"]?.array?.isEmpty == false)
            let asked = fake.calls.filter { $0.path.hasSuffix("/describe") }.map { $0.header("if-modified-since") }
            #expect(asked == [nil, fake.state.described])
            fake.change { $0.described = "Tue, 03 Nov 2026 10:00:00 GMT" }
            server.time.advance(by: .seconds(60))
            let again = try server.expect(200, try await server.send(.get, path + "/fields?refresh=true"))
            #expect(again["fields"]?.array?.count == first.count)
        }
    }

    @Test func nobodyIsWithoutALastName() async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com"], when: "completed")
            #expect(fake.state.contacts.values.first?["LastName"] == "ada")
        }
    }

    @Test func aMemberThatSomebodyElseAddedMeanwhileIsNoFault() async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            fake.change { $0.overlooksMembers = true }
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"]?.string == "HTTP 400: already a member")
        }
    }

    @Test func theContactThatARuleOfTheOrganisationNamesIsTaken() async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: ["email": "dup@example.com", "phone": "+2"], when: "completed")
            #expect(fake.state.contacts == ["003000000000777AAA": ["Email": "other@example.com", "Phone": "+2"]])
            #expect(fake.state.members.keys.sorted() == ["003000000000777AAA"])
        }
    }

    @Test func aConnectionMaySaveDuplicates() async throws {
        try await Self.run { server, fake, _, _ in
            var run = try await SignInRun.begin(server, type: "salesforce", name: "Both", metadata: ["duplicates": "allow"])
            try await run.open()
            #expect(try await run.comeBack(type: "salesforce").status == 200)
            let connection = try await server.connection(["id": try #require(try await run.progress()["connection_id"])])
            let rule = try await server.makeRule("user.left", to: connection, metadata: SalesforceScript.rule)
            _ = try await server.attempt("user.left", rule, payload: ["email": "dup@example.com"], when: "completed")
            #expect(fake.state.contacts.values.map { $0["Email"] } == ["dup@example.com"])
        }
    }

    @Test func theOldestOfSeveralIsTakenAndTheAttemptSaysSo() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.contacts = ["003A": ["Email": "ada@example.com"], "003B": ["Email": "ada@example.com"]] }
            let attempt = try await server.attempt("user.signup", rule, when: "completed")
            #expect(attempt["message"]?.string?.contains("more than one contact") == true)
            #expect(fake.state.members.keys.sorted() == ["003A"])
        }
    }

    @Test func removingIsDoneOnceAndHarmlessAgain() async throws {
        try await Self.run("remove_from_campaign") { server, fake, connection, rule in
            let adding = try await server.makeRule("user.left", to: connection, metadata: SalesforceScript.rule)
            _ = try await server.attempt("user.left", adding, when: "completed")
            #expect(fake.state.members.count == 1)
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.members.isEmpty)
            let again = try await server.attempt("user.signup", rule, when: "completed")
            #expect(again["message"]?.string?.contains("not a member") == true)
            let refused = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "completed")
            #expect(refused["message"]?.string?.contains("no such contact") == true)
        }
    }

    @Test func theFieldOfTheRuleIsSet() async throws {
        try await Self.run("update_property", id: "Plan__c", value: "pro") { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.contacts.values.first?["Plan__c"] == "pro")
        }
    }

    @Test func refusedDataLeavesTheConnectionOn() async throws {
        try await Self.run { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "invalid_request")
            #expect(attempt["message"] == "HTTP 400: INVALID_EMAIL_ADDRESS: Email: invalid email address: [e-mail]")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: [
        (400, "UNABLE_TO_LOCK_ROW", "rejected_server_error"), (400, "QUERY_TIMEOUT", "timeout"),
        (503, "SERVER_UNAVAILABLE", "rejected_server_error"),
    ])
    func whatPassesIsTriedAgain(_ status: Int, _ code: String, _ outcome: String) async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.refusal = (status, code) }
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "retrying").last?["outcome_code"]?.string == outcome)
        }
    }

    @Test(arguments: [(403, "INSUFFICIENT_ACCESS"), (400, "INVALID_FIELD"), (410, "GONE"), (404, "NOT_FOUND")])
    func aRefusalAboutOneObjectLeavesTheConnectionOn(_ status: Int, _ code: String) async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusal = (status, code) }
            _ = try await server.attempt("user.signup", rule, when: "failed")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func anAccountWithoutAPISaysSo() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusal = (403, "API_DISABLED_FOR_ORG") }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "authentication_invalid")
        }
    }

    @Test func anInactiveUserSaysSo() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { script in
                script.isActive = false
                script.expireNext()
            }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "authentication_invalid")
        }
    }

    @Test func aLimitWithoutAnEndWaitsFiveMinutes() async throws {
        try await Self.run { server, fake, _, rule in
            fake.change { $0.refusal = (403, "REQUEST_LIMIT_EXCEEDED") }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due - server.time.now() >= .seconds(300))
        }
    }

    @Test func anOrganisationThatMovedIsFollowed() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { script in
                script.instance = "https://acme2.my.salesforce.com"
                script.expireNext()
            }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(try await server.connection(connection)["metadata"]?["instance_url"] == "https://acme2.my.salesforce.com")
        }
    }

    @Test func campaignsAndPicklistsAreOffered() async throws {
        try await Self.run { server, fake, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let data = try server.expect(200, try await server.send(.get, path + "/actions"))
            #expect(data["campaigns"]?.array?.compactMap { $0["name"]?.string } == ["Autumn", "Trial", "webinar"])
            #expect(data["properties"]?.array?.compactMap { $0["id"]?.string } == ["LeadSource", "Plan__c", "Topics__c"])
            #expect(data["properties"]?.array?.first?["options"] == [["label": "Web", "value": "Web"]])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(fields.compactMap { $0["label"]?.string }.first == "Business Phone")
            #expect(fields.first { $0["key"] == "Id" }?["constraints"]?["read_only"] == true)
            #expect(fields.first { $0["key"] == "MailingAddress" }?["constraints"]?["read_only"] == true)
            #expect(fields.first { $0["key"] == "Plan__c" }?["constraints"]?["allowed_values"] == ["pro", "free"])
            #expect(fields.first { $0["key"] == "LeadSource" }?["constraints"]?["allowed_values"] == nil)
            #expect(fields.first { $0["key"] == "Email" }?["constraints"]?["required"] == true)
            #expect(fields.first { $0["key"] == "FirstName" }?["constraints"]?["max_length"] == 40)
            // An edition without campaigns has none, which is no fault.
            fake.change { $0.hasCampaigns = false }
            server.time.advance(by: .seconds(31))
            let fresh = try server.expect(200, try await server.send(.get, path + "/actions?refresh=true"))
            #expect(fresh["campaigns"] == [])
        }
    }

    @Test(arguments: [
        (["environment": "sandbox"], "https://test.salesforce.com"), (["environment": "production"], "https://login.salesforce.com"),
        (["environment": "domain", "domain": "Acme.my.salesforce.com"], "https://acme.my.salesforce.com"),
        (["domain": "acme.my.salesforce.com"], "https://acme.my.salesforce.com"), ([:], "https://login.salesforce.com"),
    ] as [(JSONValue, String)])
    func theSignInGoesThroughTheHostThatWasAskedFor(_ metadata: JSONValue, _ host: String) async throws {
        let fake = try await ProviderFake.start(SalesforceScript())
        // Only the token calls are led to the stand-in, as the consent page is the browser's.
        let fakes = try ProviderFakes().with(.salesforce, at: fake.root, app: SalesforceScript.app).withOwnConsent(.salesforce)
        try await ServerFixture.run(runsEngine: false, providers: fakes) { server in
            var run = try await SignInRun.begin(server, type: "salesforce", metadata: metadata)
            try await run.open()
            #expect(run.consent.hasPrefix(host + "/services/oauth2/authorize?"))
            #expect(run.parameter("scope") == "api refresh_token")
            #expect(run.parameter("code_challenge_method") == "S256")
            #expect(try await run.comeBack(type: "salesforce").status == 200)
            let connection = try await server.connection(["id": try #require(try await run.progress()["connection_id"])])
            #expect(connection["metadata"]?["login_host"]?.string == host)
        }
        await fake.stop()
    }

    @Test(arguments: [
        (["environment": "staging"], "metadata.environment"), (["environment": "domain"], "metadata.domain"),
        (["duplicates": "maybe"], "metadata.duplicates"), (["domain": "acme.example.com"], "metadata.domain"),
        (["domain": "evil.com/.salesforce.com"], "metadata.domain"), (["domain": "evil.com#.salesforce.com"], "metadata.domain"),
        (["domain": "user@x.salesforce.com"], "metadata.domain"), (["domain": "x.salesforce.com:8443"], "metadata.domain"),
        (["domain": "evilsalesforce.com"], "metadata.domain"),
        (["environment": "sandbox", "domain": "acme.my.salesforce.com"], "metadata.domain"),
    ] as [(JSONValue, String)])
    func hostsOfOthersAreRefused(_ metadata: JSONValue, _ parameter: String) async throws {
        let fakes = try ProviderFakes().with(.salesforce, at: "http://127.0.0.1:9", app: SalesforceScript.app)
        try await ServerFixture.run(runsEngine: false, providers: fakes) { server in
            let body: JSONValue = [
                "workspace": .string(server.tenant.workspace.id.description), "type": "salesforce", "name": "Sales", "metadata": metadata,
            ]
            let reply = try await server.send(.post, "/api/v1/connections/authorize", json: body)
            #expect(reply.status == 400)
            #expect(reply.parameters == [parameter])
        }
    }
}
