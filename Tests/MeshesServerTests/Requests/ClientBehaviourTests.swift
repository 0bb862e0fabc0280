import HTTPTypes
import MeshesModel
import MeshesTestSupport
import Testing

/// What published clients really send (api.md 4) and can read (api.md 5).
@Suite struct ClientBehaviourTests {
    static let json = ["Content-Type": "application/json", "Accept": "application/json", "X-Meshes-Client": "Meshes API Client v1.0.0"]

    @Test func jsonContentTypeWithEmptyBodyIsTakenEverywhere() async throws {
        try await ServerFixture.run { server in
            let (path, _) = try await DeliveryTests.failed(server)
            #expect(try await server.send(.get, "/api/v1/workspaces", headers: Self.json).status == 200)
            #expect(try await server.send(.post, path + "/retry", headers: Self.json).status == 200)
            let connection = try await server.makeConnectionSkippingTest("Second")
            #expect(
                try await server.send(.delete, "/api/v1/connections/" + (try #require(connection["id"]?.string)), headers: Self.json)
                    .status == 200)
        }
    }

    @Test func bodiesWhereNoneIsNeededAreIgnored() async throws {
        try await ServerFixture.run { server in
            let (path, _) = try await DeliveryTests.failed(server)
            #expect(try await server.send(.post, path + "/retry", text: "{}").status == 200)
            #expect(try await server.send(.get, "/api/v1/workspaces", text: "nonsense").status == 200)
        }
    }

    @Test func deleteTakesAnEmptyObject() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let reply = try await server.send(.delete, "/api/v1/connections/" + (try #require(connection["id"]?.string)), json: [:])
            #expect(reply.status == 200)
        }
    }

    @Test(arguments: ["/api/v1//workspaces", "//api/v1/workspaces", "/api/v1/workspaces/", "/api//v1//workspaces//"])
    func slashesAreFolded(_ path: String) async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            #expect(try await server.send(.get, path).status == 200)
        }
    }

    @Test func doubledSlashBeforeEvents() async throws {
        try await ServerFixture.run { server async throws in
            #expect(try await server.send(.post, "/api/v1//events", as: .publishable, json: CredentialTests.event).status == 201)
            #expect(try await server.send(.post, "/api/v1/events/bulk/", as: .publishable, json: [CredentialTests.event]).status == 201)
        }
    }

    @Test func unknownMembersAreIgnored() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.post, "/api/v1/workspaces?x=1", json: ["name": "Acme", "plan": ["a": [1]]])
            #expect(reply.status == 201)
        }
    }

    @Test func requestIDIsEchoedWhenItIsWellFormed() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            func id(_ given: String) async throws -> String? {
                try await server.send(.get, "/healthz", as: .none, headers: ["X-Request-Id": given]).header("X-Request-Id")
            }
            #expect(try await id("abc-1_2.3") == "abc-1_2.3")
            #expect(try await id(String(repeating: "a", count: 128)) == String(repeating: "a", count: 128))
            #expect(try await id(String(repeating: "a", count: 129)) != String(repeating: "a", count: 129))
            #expect(try await id("a b") != "a b")
            #expect(try await id("a/b")?.isEmpty == false)
        }
    }

    @Test func errorsAreJSONForUnknownPathsAndWrongMethods() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            for path in ["/", "/api", "/api/v2/workspaces", "/api/v1/nothing", "/api/v1/workspaces/x/y"] {
                let reply = try await server.send(.get, path, as: .none)
                #expect(reply.status == 404)
                #expect(reply.errorName == "NotFound")
                #expect(reply.header("Content-Type") == "application/json")
            }
            for (method, path, allowed): (HTTPRequest.Method, String, Set<String>) in [
                (.patch, "/api/v1/workspaces/1", ["GET", "HEAD", "PUT"]), (.delete, "/api/v1/workspaces", ["GET", "HEAD", "POST"]),
                (.get, "/api/v1/events/bulk", ["POST", "OPTIONS"]), (.put, "/api/v1/events", ["GET", "HEAD", "POST", "OPTIONS"]),
                (.post, "/healthz", ["GET", "HEAD"]),
            ] {
                let reply = try await server.send(method, path, as: .none)
                #expect(reply.status == 405)
                #expect(reply.errorName == "MethodNotAllowed")
                #expect(Set(reply.header("Allow")?.split(separator: ", ").map(String.init) ?? []) == allowed)
            }
        }
    }

    @Test func answersAreNotCachedOrSniffed() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            for path in ["/api/v1/workspaces", "/nowhere"] {
                let reply = try await server.send(.get, path)
                #expect(reply.header("Cache-Control") == "no-store")
                #expect(reply.header("X-Content-Type-Options") == "nosniff")
            }
        }
    }

    @Test func invalidUTF8IsRefused() async throws {
        try await ServerFixture.run { server in
            let bytes = Array(#"{"name":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
            let reply = try await server.send(.post, "/api/v1/workspaces", bytes: bytes)
            #expect(reply.status == 400)
            #expect(reply.parameters == ["body"])
            #expect(try await server.send(.get, "/api/v1/rules?event=%FF").parameters == ["event"])
        }
    }

    @Test func lastOfEqualMembersCounts() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.post, "/api/v1/workspaces", text: #"{"name":"x","name":"Acme"}"#)
            #expect(reply.status == 201)
            #expect(reply["workspace"]?["name"] == "Acme")
        }
    }

    @Test func bodiesOverTheLimitAreRefused() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            let large = String(repeating: " ", count: (1 << 20) + 1)
            #expect(try await server.send(.post, "/api/v1/workspaces", text: large).status == 413)
            #expect(try await server.send(.post, "/api/v1/workspaces", text: large, headers: ["Content-Length": "1"]).status == 413)
        }
    }
}
