import MeshesModel
import MeshesTestSupport
import Testing

/// Slack through the whole server: the API, the engine, and a stand-in for the provider.
@Suite struct SlackTests {
    typealias Fake = ProviderFake<SlackScript>

    static let template = "New signup: {{name}} on <https://example.com|{{plan}}>"

    /// A server with a signed-in connection and a rule that posts to a channel.
    static func run(
        _ channel: String = "C_OK", code: String = "ok", callTimeout: Duration = .seconds(15),
        arranging: @Sendable @escaping (inout SlackScript) -> Void = { _ in },
        _ body: @Sendable @escaping (ServerFixture, Fake, _ connection: JSONValue, _ rule: JSONValue) async throws -> Void
    ) async throws {
        try await SignInRun.with(callTimeout: callTimeout) { server, fake in
            fake.change(arranging)
            let connection = try await SignInRun.signIn(server, code: code)
            let rule = try await server.makeRule(
                "user.signup", to: connection,
                metadata: ["action": "send_message", "id": .string(channel), "template": .string(template)])
            try await body(server, fake, connection, rule)
        }
    }

    @Test func aMessageIsPostedWithItsValuesMadeHarmless() async throws {
        try await Self.run { server, fake, _, rule in
            let payload: JSONObject = ["name": "<!channel> & co", "plan": "pro>"]
            let attempt = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(attempt["message"] == "HTTP 200: message 1503435956.1")
            #expect(
                fake.state.messages == [
                    .init(channel: "C_OK", text: "New signup: &lt;!channel&gt; &amp; co on <https://example.com|pro&gt;>")
                ])
            let call = try #require(fake.calls.last)
            let body = try JSONValue(parsing: call.body)
            #expect(body["unfurl_links"] == false)
            #expect(body["unfurl_media"] == false)
        }
    }

    @Test(arguments: [
        ("C_ARCH", "HTTP 200: is_archived"), ("C_RO", "HTTP 200: restricted_action_read_only_channel"),
        ("C_NONE", "HTTP 200: channel_not_found"), ("C_OUT", "HTTP 200: not_in_channel: invite the app to the channel"),
    ])
    func aRefusalAboutOneChannelLeavesTheConnectionOn(_ channel: String, _ message: String) async throws {
        try await Self.run(channel) { server, _, connection, rule in
            let attempt = try await server.attempt("user.signup", rule, when: "failed")
            #expect(attempt["outcome_code"] == "rejected_client_error")
            #expect(attempt["message"]?.string == message)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }

    @Test func anAppThatMayJoinDoes() async throws {
        try await Self.run("C_OUT", arranging: { $0.scopes += ",channels:join" }) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, when: "completed")
            #expect(fake.targets.suffix(3) == ["POST /api/chat.postMessage", "POST /api/conversations.join", "POST /api/chat.postMessage"])
            #expect(fake.state.messages.count == 1)
        }
    }

    @Test func aBlankMessageIsAMappingError() async throws {
        try await Self.run { server, fake, connection, _ in
            let rule = try await server.makeRule(
                "user.left", to: connection, metadata: ["action": "send_message", "id": "C_OK", "template": " {{missing}} "])
            let attempt = try await server.attempt("user.left", rule, when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(fake.state.messages.isEmpty)
        }
    }

    @Test func withoutTheScopePrivateChannelsAreNotAskedFor() async throws {
        try await Self.run(arranging: { $0.scopes = "chat:write,channels:read" }) { server, _, connection, _ in
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/actions"
            let channels = try server.expect(200, try await server.send(.get, path))["channels"]?.array ?? []
            #expect(channels.compactMap { $0["name"]?.string } == ["announcements", "General", "sales"])
        }
    }
}
