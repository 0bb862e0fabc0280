import MeshesModel
import MeshesTestSupport
import Testing

/// Zoom through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct ZoomTests {
    /// A server with a signed-in connection and a rule of an action.
    static func run(
        _ id: String = "111", action: String = "add_meeting_registrant", _ body: @escaping SignInBody<ZoomScript>
    ) async throws {
        try await ZoomScript.run(rule: ["action": .string(action), "id": .string(id)], body)
    }

    @Test func aPersonIsRegistered() async throws {
        try await Self.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["api_url"] == "https://api-eu.zoom.us")
            #expect(connection["metadata"]?["email"] == "host@example.com")
            let event = try await server.emit("user.signup", payload: ["email": "Ada@Example.com", "name": "Ada King Lovelace", "phone": "+1"])
            let attempt = try #require(try await server.attempts(event, rule, when: "completed").last)
            #expect(attempt["message"] == "HTTP 201: registrant r-1")
            #expect(
                fake.state.registrants["111"] == [
                    ["email": "Ada@example.com", "phone": "+1", "first_name": "Ada", "last_name": "King Lovelace"]
                ])
            #expect(!attempt.compactText.contains("join"))
        }
    }

    @Test(arguments: [
        (["email": "ada@example.com"], "ada", "-"), (["email": "ada@example.com", "name": "Ada"], "Ada", nil),
        (["email": "ada@example.com", "first_name": "Ada", "last_name": "L"], "Ada", "L"),
    ] as [(JSONObject, JSONValue, JSONValue?)])
    func nobodyIsWithoutAFirstName(_ payload: JSONObject, _ first: JSONValue, _ last: JSONValue?) async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.registrants["111"]?.last?["first_name"] == first)
            #expect(fake.state.registrants["111"]?.last?["last_name"] == last)
        }
    }

    @Test func webinarsTakeTheSameWithoutApproval() async throws {
        try await Self.run(action: "add_webinar_registrant") { server, fake, connection, rule in
            func field(_ dest: String, _ path: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]] }
            try await server.save(mapping: [field("email", "email"), field("auto_approve", "approve")], of: connection)
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "approve": true], when: "completed")
            #expect(fake.targets.last == "POST /v2/webinars/111/registrants")
            fake.change { $0.hasWebinars = false }
            let refused = try await server.attempt("user.signup", rule, when: "failed")
            #expect(refused["message"] == "HTTP 400: 200: Webinar plan is missing.")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: [
        ("222", "ada@example.com", "404: Registration has not been enabled"), ("333", "ada@example.com", "3038: Meeting is over"),
        ("999", "ada@example.com", "3001: Meeting does not exist"), ("111", "ada@nowhere.org", "300: email: Invalid field."),
        ("11a", "ada@example.com", "not a number"),
    ])
    func aRefusalAboutOneMeetingLeavesTheConnectionOn(_ id: String, _ email: String, _ message: String) async throws {
        try await Self.run(id) { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": .string(email)], when: "failed")
            #expect(attempt["message"]?.string?.contains(message) == true)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func anAddressThatWasSentTooOftenWaitsForTheNextDayOnce() async throws {
        try await Self.run { server, fake, connection, rule in
            for _ in 0..<3 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            #expect(attempt["message"]?.string?.contains("ada@example.com") == false)
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            let day: Int64 = 86_400_000
            #expect(due.milliseconds / day > server.time.now().milliseconds / day)
            // Others need not wait.
            _ = try await server.attempt("user.signup", rule, payload: ["email": "bob@example.com"], when: "completed")
            server.time.advance(to: due + .seconds(120))
            let last = try await server.attempts(event, rule, when: "failed")
            #expect(last.last?["outcome_code"] == "rejected_client_error")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aDailyLimitOfTheAccountIsWaitedForAsATime() async throws {
        try await Self.run { server, fake, _, rule in
            let until = server.time.now() + .seconds(7200)
            fake.change { $0.refusal = (429, #"{"code":429,"message":"daily limit"}"#, [("Retry-After", until.description)]) }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due >= until)
        }
    }

    @Test func aMissingPermissionNeedsANewSignIn() async throws {
        try await Self.run { server, fake, connection, rule in
            fake.change { $0.refusal = (400, #"{"code":4711,"message":"Invalid access token, does not contain scopes"}"#, []) }
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_reauthorization_required")
        }
    }

    /// A second sign-in of the same person ends the tokens of the first, so both connections use the same.
    @Test func aSecondConnectionOfTheSamePersonDoesNotStrandTheFirst() async throws {
        try await Self.run { server, fake, _, rule in
            _ = try await SignInRun.signIn(server, type: "zoom", name: "Support")
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "completed").count == 1)
            #expect(fake.state.refreshes == 0)
        }
    }

    @Test func meetingsComeWithTheirTimes() async throws {
        try await Self.run { server, fake, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")"
            let data = try await server.listing(path + "/actions")
            #expect(
                data["meetings"] == [
                    ["id": "112", "name": "daily — 2027-07-01 08:00"], ["id": "111", "name": "Onboarding — 2027-01-31 11:00"],
                ])
            #expect(data["webinars"] == [["id": "115", "name": "autumn — 2027-10-01 10:00"], ["id": "111", "name": "Launch — 2027-02-01 10:00"]])
            fake.change { $0.hasWebinars = false }
            server.time.advance(by: .seconds(31))
            let fresh = try await server.listing(path + "/actions?refresh=true")
            #expect(fresh["webinars"] == [])
            let fields = try server.expect(200, try await server.send(.get, path + "/fields"))["fields"]?.array ?? []
            #expect(fields.count == 19)
            #expect(fields.first { $0["key"] == "role_in_purchase_process" }?["constraints"]?["allowed_values"]?.array?.count == 4)
        }
    }
}
