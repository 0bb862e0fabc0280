import HTTPTypes
import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// The document behind a launch URL.
@Suite struct LaunchTests {
    @Test func aLaunchURLOpensOnce() async throws {
        try await run { server in
            let session = try await server.mint(.admin, extra: ["launch_page": "rules"])
            let shell = try await server.send(.get, session.launchPath, as: .none, headers: ["Sec-Fetch-Dest": "iframe"])
            #expect(shell.status == 200)
            #expect(shell.header("Content-Type") == "text/html; charset=utf-8")
            #expect(shell.text.contains("\"session_id\":\"\(session.id)\""))
            #expect(shell.text.contains("\"page\":\"rules\""))
            #expect(shell.text.contains("\"allowed_origins\":[\"https://app.example.com\"]"))
            #expect(shell.text.contains("src=\"/assets/app-A.js\"") && shell.text.contains("href=\"/assets/app-A.css\""))
            // Nothing of it is worth stealing.
            #expect(!shell.text.contains(session.token))
            #expect(!shell.text.contains(session.json["launch_token"]?.string ?? "?"))
            #expect(!shell.text.contains(server.tenant.workspace.name))
            try Self.expectFailure(try await server.send(.get, session.launchPath, as: .none))
        }
    }

    @Test func headersCloseTheDocument() async throws {
        try await run { server in
            let first = try await server.send(.get, try await server.mint().launchPath, as: .none)
            let second = try await server.send(.get, try await server.mint().launchPath, as: .none)
            #expect(first.header("Cache-Control") == "no-store")
            #expect(first.header("Referrer-Policy") == "no-referrer")
            #expect(first.header("X-Content-Type-Options") == "nosniff")
            #expect(first.header("X-Frame-Options") == nil)
            #expect(first.header("Permissions-Policy")?.contains("camera=()") == true)
            #expect(first.header("Set-Cookie") == nil)
            let nonces = try [first, second].map { reply in
                let policy = try #require(reply.header("Content-Security-Policy"))
                let nonce = try #require(policy.firstMatch(of: #/'nonce-([A-Za-z0-9_-]{22})'/#)?.1)
                #expect(
                    policy == "default-src 'none'; script-src 'self' 'nonce-\(nonce)'; style-src 'self'; img-src 'self' data:; "
                        + "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                        + "frame-ancestors https://app.example.com")
                #expect(reply.text.contains("nonce=\"\(nonce)\""))
                return String(nonce)
            }
            #expect(nonces[0] != nonces[1])
        }
    }

    @Test func framesFollowTheListOrTheDefaults() async throws {
        try await run { server in
            let session = try await server.mint(extra: ["allowed_origins": .null])
            let shell = try await server.send(.get, session.launchPath, as: .none)
            #expect(shell.header("Content-Security-Policy")?.hasSuffix("frame-ancestors https: http://localhost:* http://127.0.0.1:*") == true)
            #expect(shell.text.contains("\"allowed_origins\":null"))
        }
        let defaults = EmbedSettings(url: "https://embed.example.com", defaultOrigins: ["https://one.example", "https://two.example"].compactMap { WebOrigin($0) })
        try await run(defaults) { server in
            let session = try await server.mint(extra: ["allowed_origins": .null])
            let shell = try await server.send(.get, session.launchPath, as: .none)
            #expect(shell.header("Content-Security-Policy")?.hasSuffix("frame-ancestors https://one.example https://two.example") == true)
        }
    }

    @Test func whatNobodyLooksAtUsesNothingUp() async throws {
        try await run { server in
            let session = try await server.mint()
            let path = session.launchPath
            #expect(try await server.send(.head, path, as: .none).status == 401)
            for headers in [
                ["Sec-Purpose": "prefetch"], ["Sec-Purpose": "prefetch;prerender"], ["Purpose": "prefetch"],
                ["Sec-Fetch-Dest": "empty"], ["Sec-Fetch-Dest": "image"], ["Sec-Fetch-Dest": "script"],
            ] {
                try Self.expectFailure(try await server.send(.get, path, as: .none, headers: headers))
            }
            let other = path.replacing("/workspace/dashboard", with: "/workspace/events")
            try Self.expectFailure(try await server.send(.get, other, as: .none))
            #expect(try await server.send(.get, path, as: .none, headers: ["Sec-Fetch-Dest": "document"]).status == 200)
        }
    }

    @Test func oneOfManyWinsARace() async throws {
        try await run { server in
            let path = try await server.mint().launchPath
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await server.send(.get, path, as: .none).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 401 }.count == 19)
        }
    }

    @Test func tokensExpireAndDieWithTheirSession() async throws {
        try await run { server in
            let late = try await server.mint(extra: ["launch_ttl_seconds": 15])
            server.time.advance(by: .seconds(15))
            try Self.expectFailure(try await server.send(.get, late.launchPath, as: .none))
            let revoked = try await server.mint()
            _ = try await server.send(.delete, "/api/v1/sessions/\(revoked.id)")
            try Self.expectFailure(try await server.send(.get, revoked.launchPath, as: .none))
        }
    }

    @Test func aLivingSessionGetsFreshLaunchURLs() async throws {
        try await run { server in
            let session = try await server.mint(extra: ["launch_page": "events"])
            let fresh = try server.expect(200, try await server.send(.post, "/api/v1/sessions/\(session.id)/launch"))
            #expect(fresh["session_id"]?.string == session.id)
            #expect(fresh["launch_expires_at"]?.string == (server.time.now() + .seconds(30)).description)
            for url in [session.launchPath, EmbeddedSession(json: fresh).launchPath] {
                #expect(url.hasPrefix("/workspace/events?launch="))
                #expect(try await server.send(.get, url, as: .none).status == 200)
            }
            #expect(try await server.send(.get, "/api/v1/session", as: session.credential).status == 200)
        }
    }

    @Test(arguments: [
        "/workspace", "/workspace/dashboard", "/workspace/events/6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60", "/workspace/members?launch=x",
        "/workspace/dashboard?launch=", "/workspace/dashboard?launch=%00", "/workspace/dashboard?launch=%FF", "/workspace/rules?launch=../..",
    ]) func innerPathsAndBadTokensGetTheSamePage(_ path: String) async throws {
        try await run { server in try Self.expectFailure(try await server.send(.get, path, as: .none)) }
    }

    @Test func launchesOfOneAddressAreLimited() async throws {
        var limits = RateLimitSettings.off
        limits.launches = RateLimit(perSecond: 1, burst: 2)
        try await run(limits: limits) { server in
            func launch(from peer: String) async throws -> Int {
                try await server.send(.get, "/workspace/dashboard?launch=x", as: .none, peer: peer).status
            }
            for expected in [401, 401, 429] {
                let status = try await launch(from: "203.0.113.7")
                #expect(status == expected)
            }
            let other = try await launch(from: "203.0.113.8")
            #expect(other == 401)
            for _ in 1...5 {
                let status = try await launch(from: "127.0.0.1")
                #expect(status == 401)
            }
        }
    }

    @Test func noOtherAnswerMayBeFramed() async throws {
        try await run { server in
            for path in ["/", "/healthz", "/openapi.json", "/api/v1/workspaces", "/api/v1/session", "/assets/app-A.js", "/embed.js"] {
                let policy = try await server.send(.get, path, as: .none).header("Content-Security-Policy")
                #expect(policy?.contains("frame-ancestors 'none'") == true, "\(path)")
            }
        }
    }

    private func run(
        _ embed: EmbedSettings = EmbedSettings(url: "https://embed.example.com"), limits: RateLimitSettings = .off,
        _ body: @Sendable (ServerFixture) async throws -> Void
    ) async throws {
        try await ServerFixture.run(settings: ServerSettings(limits: limits, embed: embed), runsEngine: false) { server in
            try await body(server.serving(LaunchPack.files))
        }
    }

    private static func expectFailure(_ reply: TestReply) throws {
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Referrer-Policy") == "no-referrer")
        #expect(reply.text.contains("<h1>Invalid or expired embed launch token</h1>"))
        #expect(reply.text.contains("src=\"/assets/launch-error-A.js\"") && reply.text.contains("href=\"/assets/app-A.css\""))
        #expect(!reply.text.contains("<script>") && !reply.text.contains("<style"))
    }
}

/// The files that launch documents load.
enum LaunchPack {
    static let files = TestPack.files([
        file("app.js", "/assets/app-A.js"), file("app.css", "/assets/app-A.css"), file("launch-error.js", "/assets/launch-error-A.js"),
        TestPack.File(name: nil, path: "/embed.js", type: "text/javascript; charset=utf-8", plain: "host", gzip: nil),
    ])

    private static func file(_ name: String, _ path: String) -> TestPack.File {
        TestPack.File(name: name, path: path, type: "text/plain", plain: name, gzip: nil)
    }
}
