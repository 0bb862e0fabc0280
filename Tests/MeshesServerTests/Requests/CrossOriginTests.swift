import HTTPTypes
import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct CrossOriginTests {
    static let paths = ["/api/v1/events", "/api/v1/events/bulk"]

    @Test(arguments: paths) func preflightIsAnswered(_ path: String) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(
                .options, path, as: .none,
                headers: ["Origin": "https://shop.example", "Access-Control-Request-Method": "POST"])
            #expect(reply.status == 204)
            #expect(reply.header("Access-Control-Allow-Origin") == "*")
            #expect(reply.header("Access-Control-Allow-Methods") == "POST, OPTIONS")
            #expect(
                reply.header("Access-Control-Allow-Headers")
                    == "content-type, accept, x-meshes-publishable-key, x-meshes-client, idempotency-key, x-request-id")
            #expect(reply.header("Access-Control-Max-Age") == "86400")
            #expect(reply.header("Access-Control-Allow-Credentials") == nil)
            #expect(reply.bytes.isEmpty)
        }
    }

    @Test(arguments: paths) func answersAndErrorsCarryTheHeaders(_ path: String) async throws {
        try await ServerFixture.run { server in
            let good = CredentialTests.event
            let replies = [
                try await server.send(.post, path, as: .none, text: ""),
                try await server.send(.post, path, as: .publishable, text: "{"),
                try await server.send(.post, path, as: .publishable, text: String(repeating: " ", count: 6 << 20)),
                try await server.send(.post, path, as: .publishable, json: path.hasSuffix("bulk") ? [good] : good),
            ]
            #expect(replies.map(\.status) == [401, 400, 413, 201])
            for reply in replies {
                #expect(reply.header("Access-Control-Allow-Origin") == "*")
                #expect(
                    reply.header("Access-Control-Expose-Headers")
                        == "retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id")
            }
        }
    }

    @Test func noOtherCallIsOpen() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let origin = ["Origin": "https://shop.example", "Access-Control-Request-Method": "GET"]
            for operation in server.responder.operations where operation.isAPI && operation.method != "POST" {
                let path = operation.path.replacing(#/\{[a-z_]+\}/#, with: "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60")
                let method = try #require(HTTPMethods.named(operation.method))
                let reply = try await server.send(method, path, headers: origin)
                #expect(reply.header("Access-Control-Allow-Origin") == nil, "\(operation.name)")
                if !Self.paths.contains(path) {
                    let preflight = try await server.send(.options, path, as: .none, headers: origin)
                    #expect(preflight.status == 405)
                    #expect(preflight.header("Access-Control-Allow-Origin") == nil)
                }
            }
        }
    }
}
