import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// Refresh, list, revoke, launch, and what they do to tokens.
@Suite struct SessionLifeTests {
    private static let me = "/api/v1/session"

    @Test func thePageLearnsWhoItIs() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let lock = ResourceLock(resource: "project", resourceID: "p1")
            let session = try await server.mint(
                .admin, .resource, lock: lock, scopes: [.readPayloads],
                extra: ["external_user_id": "u_7", "appearance": ["theme": "dark", "accent": "#1A73E8", "locale": "de-CH"]])
            let reply = try await server.send(.get, Self.me, as: session.credential)
            let expected: JSONValue = [
                "abilities": [
                    "emit": true, "force_delete": false, "manage": true, "manage_connections": false, "read_payload": true,
                ], "appearance": ["accent": "#1a73e8", "locale": "de-CH", "theme": "dark"],
                "expires_at": .string((server.time.now() + .seconds(1800)).description), "external_user_id": "u_7",
                "organization_id": .string(server.tenant.organization.id.description),
                "refreshable_until": .string((server.time.now() + .seconds(86_400)).description), "resource": "project",
                "resource_id": "p1", "role": "admin", "scopes": ["events.payload:read"], "session_id": .string(session.id),
                "session_type": "resource", "workspace_id": .string(server.tenant.workspace.id.description),
                "workspace_name": .string(server.tenant.workspace.name),
            ]
            #expect(reply.json == expected)
            #expect(try await server.send(.get, Self.me).status == 404)
        }
    }

    @Test func aRefreshMakesTheOlderTokenStaleAfterTheGrace() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let first = try await server.mint()
            server.time.advance(by: .seconds(60))
            let second = try await server.refresh(first)
            #expect(second.id == first.id && second.token != first.token)
            #expect(second.json["launch_url"] == nil && second.json["launch_token"] == nil)
            #expect(second.json["expires_at"]?.string == (server.time.now() + .seconds(1800)).description)
            server.time.advance(by: .seconds(29))
            #expect(try await server.send(.get, Self.me, as: first.credential).status == 200)
            #expect(try await server.send(.get, Self.me, as: second.credential).status == 200)
            // Of two refreshes in a row, the first token is two generations old.
            let third = try await server.refresh(first)
            let old = try await server.send(.get, Self.me, as: first.credential)
            #expect(old.status == 401 && old.errorName == "StaleToken")
            server.time.advance(by: .seconds(30))
            let previous = try await server.send(.get, Self.me, as: second.credential)
            #expect(previous.status == 401 && previous.errorName == "StaleToken")
            #expect(try await server.send(.get, Self.me, as: third.credential).status == 200)
        }
    }

    @Test func withoutGraceARefreshBitesAtOnce() async throws {
        let settings = ServerSettings(limits: .off, embed: EmbedSettings(grace: .zero))
        try await ServerFixture.run(settings: settings, runsEngine: false) { server in
            let first = try await server.mint()
            #expect(try await server.send(.get, Self.me, as: first.credential).status == 200)
            _ = try await server.refresh(first)
            #expect(try await server.send(.get, Self.me, as: first.credential).errorName == "StaleToken")
        }
    }

    @Test func anExpiredTokenIsStaleAndCanBeRefreshedForADay() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            server.time.advance(by: .seconds(1806))
            let expired = try await server.send(.get, Self.me, as: session.credential)
            #expect(expired.status == 401 && expired.errorName == "StaleToken")
            let second = try await server.refresh(session)
            #expect(try await server.send(.get, Self.me, as: second.credential).status == 200)
            server.time.advance(by: .seconds(86_400))
            for call in ["refresh", "launch"] {
                let late = try await server.send(.post, "/api/v1/sessions/\(session.id)/\(call)")
                #expect(late.status == 409 && late.errorName == "SessionExpired", "\(call)")
            }
        }
    }

    @Test func revokingBitesOnTheNextCall() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            #expect(try await server.send(.get, Self.me, as: session.credential).status == 200)
            for _ in 1...2 {
                let revoked = try await server.send(.delete, "/api/v1/sessions/\(session.id)")
                #expect(revoked.json == ["revoked": true])
            }
            let reply = try await server.send(.get, Self.me, as: session.credential)
            #expect(reply.status == 401 && reply.errorName == "SessionRevoked")
            for call in ["refresh", "launch"] {
                let late = try await server.send(.post, "/api/v1/sessions/\(session.id)/\(call)")
                #expect(late.status == 409 && late.errorName == "SessionRevoked", "\(call)")
            }
        }
    }

    @Test func listsShowRecordsWithoutTokens() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let plain = try await server.mint(extra: ["external_user_id": "u_7"])
            server.time.advance(by: .seconds(1))
            let locked = try await server.mint(.admin, .resource, lock: ResourceLock(resource: "project", resourceID: "p1"))
            _ = try await server.send(.delete, "/api/v1/sessions/\(plain.id)")
            let base = "/api/v1/sessions?workspace_id=\(server.tenant.workspace.id)"
            func ids(_ query: String) async throws -> [String] {
                try await server.send(.get, base + query)["records"]?.array?.compactMap { $0["session_id"]?.string } ?? []
            }
            #expect(try await ids("") == [locked.id, plain.id])
            #expect(try await ids("&status=active") == [locked.id])
            #expect(try await ids("&status=revoked") == [plain.id])
            #expect(try await ids("&resource=project&resource_id=p1") == [locked.id])
            #expect(try await ids("&resource=project&resource_id=p2") == [])
            #expect(try await ids("&limit=1") == [locked.id])
            server.time.advance(by: .seconds(1800))
            let all = try await server.send(.get, base)
            #expect(all["records"]?.array?.last?["is_expired"] == true)
            #expect(all["records"]?.array?.last?["external_user_id"] == "u_7")
            #expect(!all.text.contains(plain.token) && !all.text.contains("launch"))
            #expect(try await server.send(.get, "/api/v1/sessions").parameters == ["workspace_id"])
            #expect(try await server.send(.get, "/api/v1/sessions?workspace_id=x&status=odd").parameters == ["workspace_id", "status"])
        }
    }

    @Test func foreignSessionsDoNotExist() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            let foreign = TestCredential.key(try await server.makeTenant("Foreign").machineKey)
            let path = "/api/v1/sessions/\(session.id)"
            #expect(try await server.send(.delete, path, as: foreign).status == 404)
            #expect(try await server.send(.post, path + "/refresh", as: foreign).status == 404)
            #expect(try await server.send(.post, path + "/launch", as: foreign).status == 404)
            let list = "/api/v1/sessions?workspace_id=\(server.tenant.workspace.id)"
            #expect(try await server.send(.get, list, as: foreign).status == 404)
            for odd in ["sess_1", "1", "sess_" + server.tenant.workspace.id.description] {
                #expect(try await server.send(.post, "/api/v1/sessions/\(odd)/refresh").status == 404)
            }
            #expect(try await server.send(.get, Self.me, as: session.credential).status == 200)
        }
    }
}
