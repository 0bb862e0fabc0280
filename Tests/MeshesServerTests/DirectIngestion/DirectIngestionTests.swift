import HTTPTypes
import HummingbirdTesting
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@testable import MeshesServer

/// Plain events are answered without a task of their own, and nobody can tell.
@Suite struct DirectIngestionTests {
    private static let good = #"{"event":"order.paid","payload":{"x":1}}"#

    @Test func theAnswerIsThatOfTheGeneralWay() async throws {
        try await Self.run { server, exchange in
            // The first call of a key goes the general way, and so does one that says what becomes of its connection.
            let general = try await exchange.send([Self.post(server, Self.good, "Connection: keep-alive")], answers: 1)[0]
            let direct = try await exchange.send([Self.post(server, Self.good)], answers: 1)[0]
            #expect(general.status == 201)
            #expect(direct.status == 201)
            #expect(direct.headers.keys.sorted() == general.headers.keys.sorted())
            for name in direct.headers.keys where !["x-request-id", "date", "x-ratelimit-remaining"].contains(name) {
                #expect(direct.headers[name] == general.headers[name], "\(name)")
            }
            #expect(direct.headers["date"]?.wholeMatch(of: /\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
            let keys = try [general, direct].map { answer in
                try #require(try JSONValue(parsing: Array(answer.body.utf8)).object?["event"]?.object).keys.map { $0 }
            }
            #expect(keys[0] == keys[1])
            let own = try await exchange.send([Self.post(server, Self.good, "X-Request-Id: mine")], answers: 1)[0]
            #expect(own.headers["x-request-id"] == "mine")
            #expect(try await server.all(server.workspacePath + "/events").count == 3)
        }
    }

    @Test func requestsBehindOneAnotherAreAnsweredInOrder() async throws {
        try await Self.run { server, exchange in
            _ = try await exchange.send([Self.post(server, Self.good)], answers: 1)
            let ready = "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"
            let bad = Self.post(server, #"{"event":"#)
            let together = [Self.post(server, Self.good), ready, Self.post(server, Self.good), bad, Self.post(server, Self.good), ready]
            let statuses = try await exchange.send([together.joined()], answers: 6).map(\.status)
            #expect(statuses == [201, 200, 201, 400, 201, 200])
            #expect(try await server.all(server.workspacePath + "/events").count == 4)
        }
    }

    @Test func bodiesMayComeInPieces() async throws {
        try await Self.run { server, exchange in
            _ = try await exchange.send([Self.post(server, Self.good)], answers: 1)
            let whole = Self.post(server, Self.good)
            let middle = whole.index(whole.endIndex, offsetBy: -10)
            #expect(try await exchange.send([String(whole[..<middle]), String(whole[middle...])], answers: 1).map(\.status) == [201])
            let head = Self.head(server, "Transfer-Encoding: chunked")
            let chunks = ["{\"event\":\"a\",", "\"payload\":{\"x\":1}}"].map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }
            let chunked = try await exchange.send([head] + chunks + ["0\r\n\r\n"], answers: 1)
            #expect(chunked.map(\.status) == [201], "\(chunked.map(\.body))")
        }
    }

    @Test func whatIsNotPlainGoesTheGeneralWay() async throws {
        try await Self.run(limits: RateLimitSettings(events: RateLimit(perSecond: 1, burst: 3))) { server, exchange in
            let direct = try #require(DirectIngestion(server.responder))
            func takes(_ body: String, key: String? = nil, method: HTTPRequest.Method = .post, path: String = "/api/v1/events",
                _ extra: HTTPFields = [:]) -> Bool {
                var head = HTTPRequest(method: method, scheme: nil, authority: "a", path: path, headerFields: extra)
                head.headerFields[.publishableKey] = key ?? server.tenant.publishableKey.key
                return direct.takes(head)
                    && direct.accept(head, body: ByteBuffer(string: body), started: .now) { _ = $0.make() }
            }
            #expect(!takes(Self.good), "nothing is known of the key yet")
            _ = try server.expect(201, try await server.send(.post, "/api/v1/events", as: .publishable, text: Self.good))
            #expect(takes(Self.good))
            #expect(!takes(Self.good, key: "mesh_pub_unknown"))
            #expect(!takes(#"{"event":1}"#))
            #expect(!takes(Self.good, method: .put))
            #expect(!takes(Self.good, path: "/api/v1/events/bulk"))
            #expect(!takes(Self.good, [.idempotencyKey: "once"]))
            #expect(!takes(Self.good, [.expect: "100-continue"]))
            #expect(takes(Self.good))
            #expect(!takes(Self.good), "the limit is reached")
        }
    }

    /// Where another node may have revoked it, although it is remembered here. On SQLite it works on for seconds.
    @Test(.enabled(if: !TestStore.isFile)) func aKeyThatWasRevokedIsRefusedByTheNextCall() async throws {
        try await Self.run { server, exchange in
            for _ in 0..<2 {
                #expect(try await exchange.send([Self.post(server, Self.good)], answers: 1).map(\.status) == [201])
            }
            let (now, key) = (server.time.now(), server.tenant.publishableKey.id)
            _ = try await server.store.database.write { connection in
                try connection.execute(
                    "UPDATE publishable_keys SET revoked_at = ? WHERE id = ?", [.integer(now.milliseconds), .blob(key.bytes)])
            }
            #expect(try await exchange.send([Self.post(server, Self.good)], answers: 1).map(\.status) == [401])
            #expect(try await server.all(server.workspacePath + "/events").count == 2)
        }
    }

    @Test func aRuleThatWasMadeAfterwardsIsSeen() async throws {
        try await Self.run { server, exchange in
            for _ in 0..<2 { _ = try await exchange.send([Self.post(server, Self.good)], answers: 1) }
            let connection = try await server.makeConnectionSkippingTest("Late")
            _ = try await server.makeRule("order.paid", to: connection)
            let answer = try await exchange.send([Self.post(server, Self.good)], answers: 1)[0]
            let event = try #require(try JSONValue(parsing: Array(answer.body.utf8)).object?["event"]?.object?["id"]?.string)
            let shown = try server.expect(200, try await server.send(.get, "/api/v1/events/\(event)"))
            #expect(shown["total_rules"]?.integer == 1)
        }
    }

    private static func run(
        limits: RateLimitSettings = .off, _ body: @Sendable (ServerFixture, RawExchange) async throws -> Void
    ) async throws {
        try await ServerFixture.run(settings: ServerSettings(port: 0, limits: limits)) { server in
            let application = MeshesServer.application(services: server.services, settings: server.settings)
            try await application.test(.live) { client in
                try await body(server, RawExchange(port: try #require(client.port)))
            }
        }
    }

    private static func head(_ server: ServerFixture, _ headers: String...) -> String {
        let lines = ["POST /api/v1/events HTTP/1.1", "Host: a", "X-Meshes-Publishable-Key: \(server.tenant.publishableKey.key)"]
        return (lines + headers).joined(separator: "\r\n") + "\r\n\r\n"
    }

    private static func post(_ server: ServerFixture, _ body: String, _ headers: String...) -> String {
        let lines = [
            "POST /api/v1/events HTTP/1.1", "Host: a", "X-Meshes-Publishable-Key: \(server.tenant.publishableKey.key)",
            "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
        ]
        return (lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + body
    }
}
