import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

@Suite struct MintTests {
    @Test func theQuickstartBodyMintsAsItIs() async throws {
        try await ServerFixture.run(settings: Self.settings, runsEngine: false) { server in
            let reply = try await server.send(
                .post, "/api/v1/sessions",
                json: [
                    "workspace_id": .string(server.tenant.workspace.id.description), "role": "admin", "ttl_seconds": 1800,
                    "launch_ttl_seconds": 30, "launch_path": "/workspace/dashboard",
                    "allowed_origins": ["https://app.example.com"],
                ])
            #expect(reply.status == 200)
            #expect(reply.header("Deprecation") == "true")
            #expect(reply.header("Warning") == nil)
            #expect(reply["session_id"]?.string?.hasPrefix("sess_") == true)
            #expect(reply["role"] == "admin" && reply["session_type"] == "workspace")
            #expect(reply["expires_in"] == 1800)
            #expect(reply["expires_at"]?.string == (server.time.now() + .seconds(1800)).description)
            #expect(reply["launch_expires_at"]?.string == (server.time.now() + .seconds(30)).description)
            let token = try #require(reply["launch_token"]?.string)
            #expect(reply["launch_url"]?.string == "https://embed.example.com/workspace/dashboard?launch=" + token)
            #expect(reply["resource"] == nil && reply["resource_id"] == nil)
        }
    }

    @Test func aResourceSessionNamesItsPair() async throws {
        try await ServerFixture.run(settings: Self.settings, runsEngine: false) { server in
            let lock = ResourceLock(resource: "project", resourceID: "prj_42")
            let session = try await server.mint(.member, .resource, lock: lock, extra: ["launch_page": "events"])
            #expect(session.json["resource"] == "project" && session.json["resource_id"] == "prj_42")
            #expect(session.launchURL.hasPrefix("https://embed.example.com/workspace/events?launch="))
        }
    }

    @Test func withoutOriginsTheAnswerWarns() async throws {
        try await ServerFixture.run(settings: Self.settings, runsEngine: false) { server in
            let body: JSONValue = ["workspace_id": .string(server.tenant.workspace.id.description)]
            let reply = try await server.send(.post, "/api/v1/sessions", json: body)
            #expect(reply.status == 200)
            #expect(reply.header("Warning")?.contains("allowed_origins") == true)
            #expect(reply.header("Deprecation") == nil)
        }
        var strict = Self.settings
        strict.embed.requiresOrigins = true
        try await ServerFixture.run(settings: strict, runsEngine: false) { server in
            let body: JSONValue = ["workspace_id": .string(server.tenant.workspace.id.description)]
            let reply = try await server.send(.post, "/api/v1/sessions", json: body)
            #expect(reply.status == 400)
            #expect(reply.parameters == ["allowed_origins"])
        }
    }

    static let bad: [(JSONObject, [String])] = [
        (["workspace_id": "one"], ["workspace_id"]),
        (["workspace_id": .null], ["workspace_id"]),
        (["role": "root", "session_type": "page"], ["role", "session_type"]),
        (["ttl_seconds": 299, "launch_ttl_seconds": 61], ["ttl_seconds", "launch_ttl_seconds"]),
        (["ttl_seconds": 3601, "launch_ttl_seconds": 14], ["ttl_seconds", "launch_ttl_seconds"]),
        (["ttl_seconds": "1800"], ["ttl_seconds"]),
        (["external_user_id": .string(String(repeating: "u", count: 256))], ["external_user_id"]),
        (["launch_page": "members"], ["launch_page"]),
        (["launch_path": "/workspace/members"], ["launch_path"]),
        (["launch_path": "https://evil.example/workspace/rules"], ["launch_path"]),
        (["launch_path": "/workspace/rules?x=1"], ["launch_path"]),
        (["launch_path": "/workspace/rules", "launch_page": "events"], ["launch_path"]),
        (["session_type": "dashboard", "launch_page": "rules"], ["launch_page"]),
        (["session_type": "dashboard", "launch_path": "/rules"], ["launch_path"]),
        (["session_type": "resource", "resource": "p", "resource_id": "1", "launch_page": "connections"], ["launch_page"]),
        (["session_type": "resource"], ["resource", "resource_id"]),
        (["session_type": "resource", "resource": "project"], ["resource_id"]),
        (["session_type": "resource", "resource": "p", "resource_id": "a b"], ["resource_id"]),
        (["session_type": "resource", "resource": "p", "resource_id": ""], ["resource_id"]),
        (["resource": "project", "resource_id": "1"], ["resource", "resource_id"]),
        (["session_type": "dashboard", "resource": "project"], ["resource"]),
        (["allowed_origins": ["https://a.example", "https://b.example/path"]], ["allowed_origins.1"]),
        (["allowed_origins": ["https://*.example.com"]], ["allowed_origins.0"]),
        (["allowed_origins": .array(Array(repeating: "https://a.example", count: 11))], ["allowed_origins"]),
        (["allowed_origins": "https://a.example"], ["allowed_origins"]),
        (["scopes": ["events:write"]], ["scopes.0"]),
        (["scopes": .array(Array(repeating: "events.payload:read", count: 21))], ["scopes"]),
        (["appearance": ["theme": "blue", "accent": "red", "locale": "English, please"]], ["appearance.theme", "appearance.accent", "appearance.locale"]),
    ]

    @Test(arguments: bad) func everyBadParameterIsNamed(_ extra: JSONObject, _ parameters: [String]) async throws {
        try await ServerFixture.run(settings: Self.settings, runsEngine: false) { server in
            var body: JSONObject = ["workspace_id": .string(server.tenant.workspace.id.description)]
            for (key, value) in extra { body[key] = value }
            let reply = try await server.send(.post, "/api/v1/sessions", json: .object(body))
            #expect(reply.status == 400)
            #expect(reply.parameters == parameters)
        }
    }

    @Test func onlyMachineTokensMintAndOnlyInTheirWorkspaces() async throws {
        try await ServerFixture.run(settings: Self.settings, runsEngine: false) { server in
            let body: JSONValue = ["workspace_id": .string(server.tenant.workspace.id.description)]
            #expect(try await server.send(.post, "/api/v1/sessions", as: .publishable, json: body).status == 401)
            let owner = try await server.mint(.owner)
            #expect(try await server.send(.post, "/api/v1/sessions", as: owner.credential, json: body).status == 403)
            let foreign = try await server.makeTenant("Foreign")
            #expect(try await server.send(.post, "/api/v1/sessions", as: .key(foreign.machineKey), json: body).status == 404)
        }
    }

    static let settings = ServerSettings(limits: .off, embed: EmbedSettings(url: "https://embed.example.com"))
}
