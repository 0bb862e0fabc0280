import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to Discord. What all types share stands in `SituationTests`.
@Suite struct DiscordTests {
    typealias Script = DiscordScript

    private static func rule(_ channel: String, title: String = "Hi", template: String = "{{email}}") -> JSONObject {
        ["action": "send_message", "id": .string(channel), "title": .string(title), "template": .string(template)]
    }

    @Test func anEmbedIsPostedThatMentionsNobody() async throws {
        try await Script.run(rule: Self.rule("11", title: "New\n{{plan}}", template: "@everyone {{email}}")) { server, fake, connection, rule in
            #expect(connection["metadata"]?["guild_name"] == "Example" && connection["metadata"]?["authorized_by"] == "900")
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "plan": "pro"], when: "completed")
            #expect(attempt["message"] == "HTTP 200: message m1")
            #expect(fake.state.messages == [.init(channel: "11", embed: ["title": "New pro", "description": "@everyone ada@example.com"])])
            #expect(fake.calls.last?.header("user-agent") == "DiscordBot (http://localhost, test)")
        }
    }

    /// The bot could post there: it serves all tenants.
    @Test func anotherTenantsChannelIsNeverPostedTo() async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change { $0.change("10", guild: "G2") }
            for _ in 0..<2 {
                let attempt = try await server.attempt("user.signup", rule, when: "failed")
                #expect(attempt["outcome_code"] == "rejected_client_error" && attempt["message"] == "the channel is not in the connected server")
            }
            #expect(fake.state.messages.isEmpty)
            #expect(!fake.targets.contains("POST /api/v10/channels/10/messages"))
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test(arguments: [("20", "is not in the connected server"), ("12", "takes no messages of this kind"), ("99", "does not exist at Discord")])
    func aRuleNamesAChannelOfItsConnection(_ channel: String, _ problem: String) async throws {
        try await Script.run { server, _, connection, rule in
            let created = try await server.send(
                .post, "/api/v1/rules",
                json: [
                    "workspace": .string(server.tenant.workspace.id.description), "connection": connection["id"] ?? .null, "event": "x",
                    "metadata": .object(Self.rule(channel)),
                ])
            #expect(created.status == 400 && created.parameters == ["metadata.id"] && created.text.contains(problem), "\(created.text)")
            let changed = try await server.send(
                .put, "/api/v1/rules/\(rule["id"]?.string ?? "")", json: ["event": "x", "metadata": .object(Self.rule(channel))])
            #expect(changed.status == 400 && changed.parameters == ["metadata.id"], "\(changed.text)")
        }
    }

    @Test(arguments: [("voice", "the channel takes no messages"), ("private", "lacks a permission there (Send Messages, Embed Links) (50013)"), ("gone", "does not exist (10003)")])
    func aRefusalAboutOneChannelIsRememberedAndLeavesTheConnectionOn(_ mishap: String, _ message: String) async throws {
        try await Script.run(rule: Self.rule(mishap == "private" ? "13" : "10")) { server, fake, connection, rule in
            fake.change { script in
                if mishap == "voice" { script.change("10", kind: 2) }
                if mishap == "gone" { script.deleteChannel("10") }
            }
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "rejected_client_error" && attempt["message"]?.string?.contains(message) == true)
            let calls = fake.calls.count
            _ = try await server.attempt("user.signup", rule, when: "failed")
            #expect(fake.calls.count == calls)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aDeadBotIsTheOperatorsFault() async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change { $0.refusesBot = true }
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "internal_error")
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func aRepetitionBringsNoSecondMessage() async throws {
        try await Script.run { server, fake, _, rule in
            fake.next(.pass)
            fake.next(.drop)
            let event = try await server.emit("user.signup")
            _ = try await server.attempts(event, rule, when: "retrying")
            server.time.advance(by: .seconds(15))
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.messages.count == 1)
        }
    }

    @Test(arguments: [false, true])
    func aLimitForAllHoldsBackEveryConnection(_ isGlobal: Bool) async throws {
        try await Script.run { server, fake, connection, rule in
            fake.change { $0.isLimitGlobal = isGlobal }
            let second = try await SignInRun.signIn(server, type: "discord", name: "Second")
            let other = try await server.makeRule("user.left", to: second, metadata: Self.rule("11"))
            fake.next(.rateLimit(seconds: 60))
            _ = try await server.attempt("user.signup", rule, when: "retrying")
            let attempt = try await server.attempt("user.left", other, when: isGlobal ? "retrying" : "completed")
            #expect(attempt["outcome_code"]?.string == (isGlobal ? "rate_limited" : "delivered"))
        }
    }

    @Test func aChannelThatIsFullIsWaitedFor() async throws {
        try await Script.run { server, fake, _, rule in
            fake.change { $0.left = (0, 60) }
            _ = try await server.attempt("user.signup", rule, when: "completed")
            let calls = fake.calls.count
            let attempt = try await server.attempt("user.signup", rule, when: "retrying")
            #expect(attempt["outcome_code"] == "rate_limited")
            #expect(fake.calls.count == calls)
        }
    }

    @Test func longTextsAreCutAndBlankOnesRefused() async throws {
        try await Script.run(rule: Self.rule("10", title: "{{long}}", template: "{{long}}{{long}}{{email}}")) { server, fake, connection, rule in
            let payload: JSONObject = ["email": "ada@example.com", "long": .string(String(repeating: "x", count: 3000))]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(fake.state.messages.first?.embed["title"]?.string?.hasSuffix("…") == true)
            #expect(fake.state.messages.first?.embed["description"]?.string?.hasSuffix("…") == true)
            let blank = try await server.makeRule("user.left", to: connection, metadata: Self.rule("10", title: "{{missing}}"))
            #expect(try await server.attempt("user.left", blank, when: "failed")["outcome_code"] == "mapping_error")
        }
    }

    @Test func channelsThatTakeMessagesAreOffered() async throws {
        try await Script.run { server, _, connection, _ in
            let data = try server.expect(200, try await server.actionData(connection))
            #expect(data["channels"] == [["id": "11", "name": "#news"], ["id": "10", "name": "#sales"], ["id": "13", "name": "#board"]])
            #expect(try await server.catalog(connection).isEmpty)
        }
    }
}
