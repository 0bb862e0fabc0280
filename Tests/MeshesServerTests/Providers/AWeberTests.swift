import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to AWeber. What all types share stands in `SituationTests`.
@Suite struct AWeberTests {
    typealias Script = AWeberScript

    static let ada: JSONObject = ["email": "Ada+X@Example.com", "first_name": "Ada", "last_name": "Lovelace", "ip_address": "203.0.114.9", "plan": "pro"]
    private static func path(_ dest: String, _ path: String) -> JSONValue { ["dest": .string(dest), "source": ["type": "path", "value": .string(path)]] }

    @Test func aSubscriberIsAddedThenChanged() async throws {
        try await Script.run { server, fake, connection, rule in
            #expect(connection["metadata"]?["account_id"] == "7")
            let added = try await server.attempt("user.signup", rule, payload: Self.ada, when: "completed")
            #expect(added["http_status"] == 201)
            #expect(fake.state.subscribers["Ada+X@example.com"]?["name"] == "Ada Lovelace")
            #expect(fake.state.subscribers["Ada+X@example.com"]?["ip_address"] == "203.0.114.9")
            let known = try await server.attempt("user.signup", rule, payload: ["email": "Ada+X@example.com", "name": "Countess"], when: "completed")
            #expect(known["message"] == "HTTP 209: already subscribed")
            #expect(fake.state.subscribers["Ada+X@example.com"]?["name"] == "Countess")
            #expect(fake.targets.last?.hasSuffix("subscriber_email=Ada%2BX%40example.com") == true)
        }
    }

    @Test func whoHasNotConfirmedIsWaitedForAndAPrivateAddressLeftOut() async throws {
        try await Script.run { server, fake, _, rule in
            fake.change { $0.unconfirmed = ["bob@example.com"] }
            let waiting = try await server.attempt("user.signup", rule, payload: ["email": "bob@example.com"], when: "completed")
            #expect(waiting["message"] == "HTTP 400: waiting for confirmation")
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "ip_address": "10.0.0.1"], when: "completed")
            #expect(fake.state.subscribers["ada@example.com"]?["ip_address"] == nil)
        }
    }

    @Test func removingUnsubscribesAndIsHarmlessForStrangers() async throws {
        try await Script.run(rule: ["action": "remove_from_list", "id": "11"]) { server, fake, _, rule in
            let stranger = try await server.attempt("user.signup", rule, when: "completed")
            #expect(stranger["message"] == "HTTP 404: not on the list")
            fake.change { $0.subscribers["ada@example.com"] = ["status": "subscribed"] }
            for _ in 0..<2 { _ = try await server.attempt("user.signup", rule, when: "completed") }
            #expect(fake.state.subscribers["ada@example.com"]?["status"] == "unsubscribed")
        }
    }

    @Test func refusedDataFailsWithTheReason() async throws {
        try await Script.run { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@nowhere.org"], when: "failed")
            #expect(attempt["outcome_code"] == "validation_failed")
            #expect(attempt["message"] == "HTTP 400: BadRequestError: email: Invalid email address.")
            let gone = try await server.makeRule("user.left", to: connection, metadata: ["action": "add_to_list", "id": "99"])
            #expect(try await server.attempt("user.left", gone, when: "failed")["outcome_code"] == "destination_not_found")
        }
    }

    @Test func aFormIsSentWhereJSONIsNotTaken() async throws {
        try await Script.run(arranging: { $0.takesFormsOnly = true }) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.state.subscribers.keys.sorted() == ["ada@example.com"])
        }
    }

    @Test(arguments: [
        ("The account is suspended", "authentication_invalid"), ("This account is on hold.", "authentication_invalid"),
        ("Method requires access to Subscriber Data", "oauth_reauthorization_required"), ("", "authentication_invalid"),
    ])
    func refusalsThatEndTheSignIn(_ message: String, _ reason: String) async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change {
                $0.forbidden = message.isEmpty ? nil : message
                $0.isInactive = message.isEmpty
            }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "auth_failed")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"]?.string == reason)
        }
    }

    @Test func listsAndFieldsAreOffered() async throws {
        try await Script.run { server, fake, connection, rule in
            let data = try server.expect(200, try await server.actionData(connection))
            #expect(data["lists"] == [["id": "13", "name": "Alpha"], ["id": "12", "name": "beta"], ["id": "11", "name": "Trial users"]])
            let fields = try await server.catalog(connection)
            #expect(fields["custom_fields.Plan"]?["provider_meta"]?["lists"] == ["11", "12"])
            try await server.save(
                mapping: [Self.path("email", "email"), Self.path("custom_fields.Plan", "plan"), Self.path("tags", "tags")], of: connection)
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "plan": "pro", "tags": ["new"]], when: "completed")
            #expect(fake.state.subscribers["ada@example.com"]?["custom_fields"] == ["Plan": "pro"])
            #expect(fake.state.subscribers["ada@example.com"]?["tags"] == ["new"])
        }
    }

    /// Of an account with many lists those that rules name are asked first.
    @Test func fieldsOfListsInUseAreOffered() async throws {
        let arranging: @Sendable (inout Script) -> Void = { script in
            script.lists = (1...30).map { "List \($0)" }
            script.pageSize = 100
        }
        try await Script.run(rule: ["action": "add_to_list", "id": "40"], arranging: arranging) { server, _, connection, _ in
            server.time.advance(by: .seconds(60))
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/fields?refresh=true"
            let fields = try server.expect(200, try await server.send(.get, path))["fields"]?.array ?? []
            #expect(fields.first { $0["key"] == "custom_fields.Cup size" }?["provider_meta"]?["lists"] == ["40"])
        }
    }
}
