import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct BulkTests {
    static let good: JSONValue = ["event": "order.paid", "payload": ["id": "1"]]
    static let bad: JSONValue = ["event": "", "payload": ["id": 7]]

    @Test func allAccepted() async throws {
        try await ServerFixture.run { server in
            let items: [JSONValue] = (0..<100).map { ["event": .string("event.\($0)"), "payload": ["id": "1"]] }
            let reply = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: .array(items))
            #expect(reply.status == 201)
            #expect(reply["count"] == 100)
            #expect(reply["error_count"] == nil)
            #expect(reply["records"]?.array?.compactMap { $0["event"]?.string } == (0..<100).map { "event.\($0)" })
            #expect(try await server.send(.get, "/api/v1/events?limit=200")["count"] == 100)
        }
    }

    @Test func someAccepted() async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.bad, Self.good, 5])
            #expect(reply.status == 207)
            #expect(reply["count"] == 3)
            #expect(reply["error_count"] == 2)
            let records = try #require(reply["records"]?.array)
            #expect(records[0]["message"] == "Bad Request")
            #expect(records[0]["error"]?["data"]?.array?.compactMap { $0["param"]?.string }.sorted() == ["event", "payload.id"])
            #expect(records[1]["event"] == "order.paid")
            #expect(records[1]["workspace"]?.string == server.tenant.workspace.id.description)
            #expect(records[2]["error"]?["name"] == "BadRequest")
            #expect(try await server.send(.get, "/api/v1/events")["count"] == 1)
        }
    }

    @Test func noneAccepted() async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.bad, 5])
            #expect(reply.status == 400)
            #expect(reply.parameters.sorted() == ["0.event", "0.payload.id", "1"])
        }
    }

    @Test(arguments: ["", "{}", "[]", #"{"events":[]}"#, "[1", "null"])
    func otherBodiesAreRefusedAsAWhole(_ body: String) async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, text: body)
            #expect(reply.status == 400)
            #expect(reply.parameters == ["body"])
        }
    }

    @Test func overAHundredIsRefused() async throws {
        try await ServerFixture.run { server async throws in
            let items = [JSONValue](repeating: Self.good, count: 101)
            #expect(try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: .array(items)).status == 400)
        }
    }

    @Test func oversizedPayloadIsAnItemError() async throws {
        try await ServerFixture.run { server in
            let large: JSONValue = ["event": "a", "payload": ["x": .string(String(repeating: "a", count: 300_000))]]
            let reply = try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [large, Self.good])
            #expect(reply.status == 207)
            #expect(reply["records"]?.array?.first?["error"]?["name"] == "PayloadTooLarge")
            let body = String(repeating: " ", count: (5 << 20) + 1)
            #expect(try await server.send(.post, "/api/v1/events/bulk", as: .publishable, text: body).status == 413)
        }
    }

    @Test func itemsOfAMachineTokenMayDiffer() async throws {
        try await ServerFixture.run { server in
            let other = try await server.store.workspaces.create(server.tenant.access, name: "Other", description: nil).workspace
            func item(_ workspace: String?) -> JSONValue {
                var item = Self.good.object ?? [:]
                item["workspace"] = workspace.map { .string($0) }
                return .object(item)
            }
            let reply = try await server.send(
                .post, "/api/v1/events/bulk",
                json: [
                    item(server.tenant.workspace.id.description), item(other.id.description), item(nil),
                    item("6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"),
                ])
            #expect(reply.status == 207)
            let records = try #require(reply["records"]?.array)
            #expect(records[0]["workspace"]?.string == server.tenant.workspace.id.description)
            #expect(records[1]["workspace"]?.string == other.id.description)
            #expect(records[2]["error"]?["data"]?.array?.first?["param"] == "workspace")
            #expect(records[3]["error"]?["name"] == "NotFound")
            let foreign = try await server.send(
                .post, "/api/v1/events/bulk", as: .publishable, json: [item(other.id.description), item(nil)])
            #expect(foreign.status == 207)
            #expect(foreign["records"]?.array?.first?["error"]?["name"] == "Forbidden")
        }
    }

    @Test func standingStillIsNoFaultOfTheItems() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            #expect(try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.good]).status == 503)
        }
    }
}
