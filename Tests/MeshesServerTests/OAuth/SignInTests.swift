import MeshesModel
import MeshesTestSupport
import Testing

/// From the click on "Connect" through the provider's consent page to the connection.
@Suite struct SignInTests {
    @Test func aConsentMakesAConnection() async throws {
        try await SignInRun.with { server, fake in
            var run = try await SignInRun.begin(server)
            #expect(run.authorization["authorize_url"]?.string == "http://localhost/oauth/start?ticket=\(run.ticket)")
            #expect(try await run.progress().json == ["status": "waiting"])
            try await run.open()
            #expect(run.consent.hasPrefix(fake.root + "/oauth/v2/authorize?"))
            #expect(run.parameter("client_id") == "slack-client")
            #expect(run.parameter("scope") == "chat:write,channels:read,groups:read,chat:write.public")
            #expect(run.parameter("redirect_uri") == "http://localhost/oauth/slack/callback")
            let page = try await run.comeBack()
            #expect(page.status == 200)
            #expect(page.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
            #expect(page.header("Content-Security-Policy")?.contains("unsafe") == false)
            #expect(page.header("Referrer-Policy") == "no-referrer")
            #expect(page.header("Cache-Control") == "no-store")
            let progress = try await run.progress()
            #expect(progress["status"] == "done")
            let id = try #require(progress["connection_id"]?.string)
            #expect(page.text.contains(#"{"ok":true,"connection_id":"\#(id)"}"#))
            let connection = try await server.connection(["id": .string(id)])
            #expect(connection["name"] == "Sales")
            #expect(connection["type"] == "slack")
            #expect(connection["active"] == true)
            #expect(connection["created_by"]?.string?.hasPrefix("machine:") == true)
            #expect(connection["metadata"]?["team_name"] == "Team T0001")
            #expect(!connection.compactText.contains("xox"))
        }
    }

    @Test func signingInAgainBringsTheSameConnectionBackWithWhatWaits() async throws {
        try await SignInRun.with { server, fake in
            let connection = try await SignInRun.signIn(server)
            let rule = try await server.makeRule(
                "user.signup", to: connection, metadata: ["action": "send_message", "id": "C_OK", "template": "Hello {{email}}"])
            fake.change { $0.revoke() }
            let event = try await server.emit("user.signup")
            _ = try await server.attempts(event, rule, when: "retrying")
            let off = try await server.connection(connection, until: { $0["active"] == false })
            #expect(off["inactive_reason"] == "oauth_authorization_revoked")
            let again = try await SignInRun.signIn(server, reconnecting: connection)
            #expect(again["id"] == connection["id"])
            #expect(again["active"] == true)
            #expect(again["inactive_reason"] == nil)
            _ = try await server.event(event, when: "completed")
            #expect(fake.state.messages == [.init(channel: "C_OK", text: "Hello ada@example.com")])
        }
    }

    @Test func aReconnectionTakesTheSameAccountOnly() async throws {
        try await SignInRun.with { server, fake in
            let connection = try await SignInRun.signIn(server)
            fake.change { $0.team = "T0002" }
            var run = try await SignInRun.begin(server, reconnecting: connection)
            try await run.open()
            #expect(run.parameter("team") == "T0001")
            let page = try await run.comeBack()
            #expect(page.status == 400)
            #expect(page.text.contains("belongs to Team T0001, but you signed in to Team T0002"))
            #expect(try await run.progress()["status"] == "failed")
            #expect(try await server.connection(connection)["metadata"]?["team_id"] == "T0001")
        }
    }

    @Test func theLastConnectionOfAnAccountRevokesItsToken() async throws {
        try await SignInRun.with { server, fake in
            let first = try await SignInRun.signIn(server, name: "Sales")
            let second = try await SignInRun.signIn(server, name: "Support")
            for (connection, revocations) in [(first, 0), (second, 1)] {
                let reply = try await server.send(.delete, "/api/v1/connections/\(connection["id"]?.string ?? "")")
                #expect(reply.status == 200)
                for _ in 0..<2000 where fake.state.revocations != revocations { _ = try await server.store.organizations.all() }
                #expect(fake.state.revocations == revocations)
            }
        }
    }

    @Test func withoutAnAppNobodyCanConnect() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let integrations = try await server.send(.get, "/api/v1/integrations")["records"]?.array ?? []
            #expect(integrations.first { $0["type"] == "slack" }?["available"] == false)
            #expect(integrations.first { $0["type"] == "webhook" }?["available"] == true)
            let body: JSONValue = ["workspace": .string(server.tenant.workspace.id.description), "type": "slack", "name": "Sales"]
            let reply = try await server.send(.post, "/api/v1/connections/authorize", json: body)
            #expect(reply.status == 409)
            #expect(reply["message"]?.string?.hasPrefix("Slack cannot be connected yet") == true)
        }
    }

    @Test func onlySignInTypesTakeThisWay() async throws {
        try await SignInRun.with { server, _ in
            let workspace = JSONValue.string(server.tenant.workspace.id.description)
            let webhook = try await server.send(
                .post, "/api/v1/connections/authorize", json: ["workspace": workspace, "type": "webhook", "name": "Sales"])
            #expect(webhook.status == 422)
            let slack = try await server.send(
                .post, "/api/v1/connections", json: ["workspace": workspace, "type": "slack", "name": "Sales", "metadata": [:]])
            #expect(slack.status == 422)
            _ = try await SignInRun.signIn(server)
            let taken = try await server.send(
                .post, "/api/v1/connections/authorize", json: ["workspace": workspace, "type": "slack", "name": "Sales"])
            #expect(taken.errorName == "NameTaken")
            #expect(taken.parameters == ["name"])
        }
    }
}
