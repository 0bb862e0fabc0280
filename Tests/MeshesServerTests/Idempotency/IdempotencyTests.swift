import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct IdempotencyTests {
    static let key = ["Idempotency-Key": "order-1"]
    static let event: JSONValue = ["event": "order.paid", "payload": ["id": "1"]]

    static func count(_ server: ServerFixture) async throws -> JSONValue? {
        try await server.send(.get, "/api/v1/events")["count"]
    }

    @Test func sameBodyGetsTheFirstAnswer() async throws {
        try await ServerFixture.run { server in
            let first = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            server.time.advance(by: .seconds(3600))
            let second = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            #expect(first.status == 201)
            #expect(second.status == 201)
            #expect(second.bytes == first.bytes)
            #expect(try await Self.count(server) == 1)
        }
    }

    @Test func otherBodyIsAConflict() async throws {
        try await ServerFixture.run { server in
            _ = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            let other = try await server.send(
                .post, "/api/v1/events", as: .publishable, json: ["event": "order.paid", "payload": ["id": "2"]], headers: Self.key)
            #expect(other.status == 409)
            #expect(other.errorName == "IdempotencyMismatch")
            #expect(try await Self.count(server) == 1)
        }
    }

    @Test func keysAreForgottenAfterADay() async throws {
        try await ServerFixture.run { server in
            let first = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            server.time.advance(by: .seconds(86_401))
            let second = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            #expect(second.status == 201)
            #expect(second["event"]?["id"] != first["event"]?["id"])
        }
    }

    @Test func refusedRequestsAreNotRemembered() async throws {
        try await ServerFixture.run { server in
            let bad = try await server.send(.post, "/api/v1/events", as: .publishable, json: ["event": "a"], headers: Self.key)
            #expect(bad.status == 400)
            #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key).status == 201)
        }
    }

    @Test func keysBelongToTheirWorkspace() async throws {
        try await ServerFixture.run { server in
            let foreign = try await server.makeTenant("Foreign")
            let mine = try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
            let theirs = try await server.send(
                .post, "/api/v1/events", as: .publishableText(foreign.publishableKey.key), json: Self.event, headers: Self.key)
            #expect(theirs.status == 201)
            #expect(theirs["event"]?["id"] != mine["event"]?["id"])
        }
    }

    @Test(arguments: [String(repeating: "k", count: 256), ""])
    func badKeysAreRefused(_ key: String) async throws {
        try await ServerFixture.run { server in
            for (path, body): (String, JSONValue) in [("/api/v1/events", Self.event), ("/api/v1/events/bulk", [Self.event])] {
                let reply = try await server.send(.post, path, as: .publishable, json: body, headers: ["Idempotency-Key": key])
                #expect(reply.status == 400)
                #expect(reply.parameters == ["Idempotency-Key"])
            }
        }
    }

    @Test func manyAtOnceMakeOneEvent() async throws {
        try await ServerFixture.run { server in
            let statuses = try await withThrowingTaskGroup(of: TestReply.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event, headers: Self.key)
                    }
                }
                var statuses: Set<Int> = []
                for try await reply in group {
                    statuses.insert(reply.status)
                    if reply.status == 409 { #expect(reply.header("Retry-After") == "1") }
                }
                return statuses
            }
            #expect(statuses.isSubset(of: [201, 409]))
            #expect(statuses.contains(201))
            #expect(try await Self.count(server) == 1)
        }
    }

    @Test func headerCoversAWholeBulk() async throws {
        try await ServerFixture.run { server in
            let body: JSONValue = [Self.event, ["event": ""], Self.event]
            let first = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: body, headers: Self.key)
            #expect(first.status == 207)
            let second = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: body, headers: Self.key)
            #expect(second.status == 207)
            #expect(second.json == first.json)
            let other = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.event], headers: Self.key)
            #expect(other.status == 409)
            #expect(try await Self.count(server) == 2)
        }
    }

    @Test func itemsMayHaveKeysOfTheirOwn() async throws {
        try await ServerFixture.run { server in
            func item(_ id: JSONValue) -> JSONValue {
                ["event": "order.paid", "payload": ["id": id], "idempotency_key": "item-1"]
            }
            let first = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [item("1"), Self.event])
            #expect(first.status == 201)
            let second = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [item("1"), item("2")])
            #expect(second.status == 207)
            #expect(second["records"]?.array?[0] == first["records"]?.array?[0])
            #expect(second["records"]?.array?[1]["error"]?["name"] == "IdempotencyMismatch")
            #expect(try await Self.count(server) == 2)
        }
    }
}
