import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to Mailchimp. What all types share stands in `SituationTests`.
@Suite struct MailchimpTests {
    typealias Script = MailchimpScript

    static let ada: JSONObject = [
        "email": "Ada+X@Example.com", "first_name": "Ada", "last_name": "Lovelace", "phone": "+1", "ip_address": "192.0.2.10",
    ]
    private static func path(_ dest: String, _ path: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]] }

    @Test func aMemberIsMadeThenSubscribedAgain() async throws {
        try await Script.run(arranging: { $0.required = "BIRTHDAY" }) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            let member = try #require(fake.state.member("ada+x@example.com"))
            #expect(member["email_address"] == "Ada+X@example.com")
            #expect(member["merge_fields"] == ["FNAME": "Ada", "LNAME": "Lovelace", "PHONE": "+1"])
            #expect(member["ip_signup"] == "192.0.2.10")
            fake.change { $0.members["\(Script.list) \(Script.hash("ada+x@example.com"))"]?["status"] = "unsubscribed" }
            _ = try await server.attempt(
                "user.signup", rule, payload: ["email": "ADA+X@EXAMPLE.COM", "name": "Countess", "ip_address": "nowhere"], when: "completed")
            #expect(fake.state.members.count == 1)
            #expect(fake.state.member("ada+x@example.com")?["status"] == "subscribed")
            #expect(fake.state.member("ada+x@example.com")?["merge_fields"]?["FNAME"] == "Countess")
        }
    }

    @Test func removingUnsubscribesAndIsHarmlessAgain() async throws {
        try await Script.run(["action": "remove_from_list", "id": .string(Script.list)]) { server, fake, _, rule in
            let unknown = try await server.attempt("user.signup", rule, when: "completed")
            #expect(unknown["message"] == "HTTP 404: not in this audience")
            fake.change { $0.members["\(Script.list) \(Script.hash("ada@example.com"))"] = ["status": "subscribed"] }
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.member("ada@example.com")?["status"] == "unsubscribed")
            fake.change { $0.compliance = ["ada@example.com"] }
            let gone = try await server.attempt("user.signup", rule, when: "completed")
            #expect(gone["message"] == "HTTP 400: already not subscribed")
            fake.change { $0.deletedLists = [Script.list]; $0.compliance = [] }
            let missing = try await server.attempt("user.signup", rule, when: "failed")
            #expect(missing["outcome_code"] == "destination_not_found")
        }
    }

    @Test func aPersonWhoLeftForGoodIsNotBroughtBack() async throws {
        try await Script.run(arranging: { $0.compliance = ["ada@example.com"] }) { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"]?.string?.hasPrefix("HTTP 400: Member In Compliance State: the person has left") == true)
            #expect(attempt["request_id"] == "11111111-2222-3333-4444-555555555555")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func refusedDataFailsWithTheReasonAndWithoutTheAddress() async throws {
        try await Script.run { server, _, _, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"] == "HTTP 400: Invalid Resource; email_address: This value is not a valid address.; [e-mail] looks fake")
        }
    }

    @Test func aMemberThatAppearsMeanwhileIsChanged() async throws {
        try await Script.run(arranging: { $0.races = 1 }) { server, fake, _, rule in
            let event = try await server.emit("user.signup")
            #expect(try await server.attempts(event, rule, when: "completed").count == 1)
            #expect(fake.state.member("ada@example.com")?["status"] == "subscribed")
        }
    }

    @Test func aBareRefusalIsAboutTooManyCalls() async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change { $0.bareRefusals = 2 }
            let event = try await server.emit("user.signup")
            let attempt = try #require(try await server.attempts(event, rule, when: "retrying").last)
            #expect(attempt["outcome_code"] == "rate_limited")
            let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            #expect(due - server.time.now() >= .seconds(60))
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func fieldsAreTheUnionOfAllAudiencesAndEachGetsItsOwn() async throws {
        try await Script.run { server, fake, connection, rule in
            let fields = try await server.catalog(connection)
            #expect(fields["PLAN"]?["type"] == "string" && fields["SEATS"]?["type"] == "number" && fields["ADDRESS"]?["type"] == "object")
            #expect(fields["TIER"]?["constraints"]?["allowed_values"] == ["free", "pro"])
            #expect(fields["SEATS"]?["provider_meta"]?["lists"] == ["d4"])
            #expect(fields["FNAME"]?["constraints"]?["max_length"] == 25)
            try await server.save(
                mapping: [
                    Self.path("email", "email"), Self.path("SEATS", "seats"), Self.path("BIRTHDAY", "born"), Self.path("ADDRESS", "address"),
                    Self.path("TIER", "tier"), Self.path("SINCE", "since"),
                ], of: connection)
            let payload: JSONObject = [
                "email": "ada@example.com", "seats": 3, "born": "1815-12-10", "address": "12 St James's Square", "tier": "gold", "since": "2026-01-31",
            ]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.member("ada@example.com")?["merge_fields"] == ["BIRTHDAY": "12/10", "SINCE": "2026-01-31"])
        }
    }

    @Test func theDataCenterComesFromTheKeyAndMustFitIt() async throws {
        try await Script.run(settings: ["data_center": "https://US6.admin.mailchimp.com/account/api/"]) { server, _, connection, _ in
            #expect(connection["metadata"]?["data_center"] == "us6")
            let filled = try await server.send(
                .put, "/api/v1/connections/\(connection["id"]?.string ?? "")", json: ["name": "Account", "metadata": ["data_center": ""]])
            #expect(try server.expect(200, filled)["metadata"]?["data_center"] == "us6")
            let other = try await server.connect(.mailchimp, ["data_center": "us7", "api_key": .string(Script.key)])
            #expect(other.status == 422 && other.parameters == ["metadata.data_center"] && other.text.contains("belongs to us6"))
            for host in ["evil.example.com", "us6@evil", "127.0.0.1", "us6666"] {
                let reply = try await server.connect(.mailchimp, ["data_center": .string(host), "api_key": "0123456789abcdef"])
                #expect(reply.status == 400 && reply.parameters == ["metadata.data_center"], "\(host): \(reply.text)")
            }
        }
    }
}
