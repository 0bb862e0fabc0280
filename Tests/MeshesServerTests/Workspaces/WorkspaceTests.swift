import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct WorkspaceTests {
    @Test func isMadeReadChangedAndListed() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let made = try await server.send(.post, "/api/v1/workspaces", json: ["name": "Acme", "description": "First"])
            #expect(made.status == 201)
            let workspace = try #require(made["workspace"])
            #expect(workspace["name"] == "Acme")
            #expect(workspace["publishable_key"] == nil)
            let path = "/api/v1/workspaces/" + (try #require(workspace["id"]?.string))

            let read = try await server.send(.get, path)
            #expect(read.status == 200)
            #expect(read["description"] == "First")
            #expect(read["publishable_key"]?["public_key"]?.string?.hasPrefix("mesh_pub_") == true)
            #expect(read["publishable_key"]?["name"]?.string?.isEmpty == false)
            #expect(Timestamp(try #require(read["created_at"]?.string)) == server.time.now())

            let kept = try await server.send(.put, path, json: ["name": "Acme 2"])
            #expect(kept.status == 200)
            #expect(kept["description"] == "First")
            let cleared = try await server.send(.put, path, json: ["name": "Acme 2", "description": nil])
            #expect(cleared["description"] == .null)
            #expect(cleared["name"] == "Acme 2")

            let list = try await server.send(.get, "/api/v1/workspaces")
            #expect(list["count"] == 2)
            #expect(list["limit"] == 50)
            #expect(list["next_cursor"] == .null)
            #expect(list["records"]?.array?.first?["name"] == "Acme 2")
        }
    }

    @Test(arguments: [
        (["name": "ab"], ["name"]), ([:], ["name"]), (["name": nil], ["name"]), (["name": 3], ["name"]),
        (["name": "Ümlaut"], ["name"]), (["name": .string(String(repeating: "a", count: 51))], ["name"]),
        (["name": "ab", "description": 3], ["name", "description"]),
        (["name": "good", "description": .string(String(repeating: "a", count: 1025))], ["description"]),
    ] as [(JSONValue, [String])])
    func badOnesNameTheirParameters(_ body: JSONValue, _ parameters: [String]) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            for reply in [
                try await server.send(.post, "/api/v1/workspaces", json: body),
                try await server.send(.put, "/api/v1/workspaces/\(server.tenant.workspace.id)", json: body),
            ] {
                #expect(reply.status == 400)
                #expect(reply["message"] == "Bad Request")
                #expect(reply.errorName == "BadRequest")
                #expect(reply.parameters == parameters)
            }
        }
    }

    @Test func retentionIsSetPartByPart() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let made = try await server.send(
                .post, "/api/v1/workspaces", json: ["name": "Acme", "retention": ["events_days": 7, "payloads_days": 1]])
            #expect(made.status == 201)
            #expect(Self.members(made["workspace"]?["retention"]) == ["events_days": 7, "payloads_days": 1])
            let path = "/api/v1/workspaces/" + (try #require(made["workspace"]?["id"]?.string))
            func put(_ retention: JSONValue?) async throws -> [String: JSONValue]? {
                var body: JSONObject = ["name": "Acme"]
                body["retention"] = retention
                let reply = try await server.send(.put, path, json: .object(body))
                #expect(reply.status == 200)
                let days = Self.members(reply["retention"])
                #expect(Self.members(try await server.send(.get, path)["retention"]) == days)
                return days
            }
            #expect(try await put(nil) == ["events_days": 7, "payloads_days": 1])
            #expect(try await put(["events_days": nil, "counters_days": 3650]) == ["payloads_days": 1, "counters_days": 3650])
            let all: [String: JSONValue] = [
                "events_days": 1, "failed_events_days": 2, "payloads_days": 3, "response_details_days": 4, "counters_days": 5,
            ]
            #expect(try await put(.object(JSONObject(uniqueKeysWithValues: all))) == all)
            let listed = try await server.send(.get, "/api/v1/workspaces")["records"]?.array?.first
            #expect(Self.members(listed?["retention"]) == all)
            #expect(try await put([:]) == all)
            #expect(try await put(.null) == nil)
        }
    }

    /// In no order.
    private static func members(_ value: JSONValue?) -> [String: JSONValue]? {
        value?.object.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0.value) }) }
    }

    @Test(arguments: [
        (7, ["retention"]), (["events_days": 0], ["retention.events_days"]), (["payloads_days": 3651], ["retention.payloads_days"]),
        (["counters_days": 1.5, "events_days": "7"], ["retention.events_days", "retention.counters_days"]),
    ] as [(JSONValue, [String])])
    func badRetentionChangesNothing(_ retention: JSONValue, _ parameters: [String]) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let path = "/api/v1/workspaces/\(server.tenant.workspace.id)"
            for reply in [
                try await server.send(.post, "/api/v1/workspaces", json: ["name": "Changed", "retention": retention]),
                try await server.send(.put, path, json: ["name": "Changed", "retention": retention]),
            ] {
                #expect(reply.status == 400)
                #expect(reply.parameters == parameters)
            }
            #expect(try await server.send(.get, path)["name"] == .string(server.tenant.workspace.name))
        }
    }

    @Test func namesAreUniqueInTheOrganisation() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let name = JSONValue.string(server.tenant.workspace.name)
            let again = try await server.send(.post, "/api/v1/workspaces", json: ["name": name])
            #expect(again.status == 409)
            #expect(again.errorName == "NameTaken")
            let other = try await server.send(.post, "/api/v1/workspaces", json: ["name": "Other"])
            let id = try #require(other["workspace"]?["id"]?.string)
            #expect(try await server.send(.put, "/api/v1/workspaces/\(id)", json: ["name": name]).status == 409)
            let foreign = try await server.makeTenant("Foreign")
            #expect(try await server.send(.post, "/api/v1/workspaces", as: .key(foreign.machineKey), json: ["name": name]).status == 201)
        }
    }

    @Test func pagesHaveNoGapsAndNoRepeats() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            for index in 0..<6 {
                server.time.advance(by: .milliseconds(5))
                _ = try server.expect(201, try await server.send(.post, "/api/v1/workspaces", json: ["name": .string("Page \(index)")]))
            }
            var names: [String] = []
            var path = "/api/v1/workspaces?limit=3"
            while true {
                let page = try await server.send(.get, path)
                #expect(page["limit"] == 3)
                names += page["records"]?.array?.compactMap { $0["name"]?.string } ?? []
                guard let cursor = page["next_cursor"]?.string else { break }
                #expect(cursor.wholeMatch(of: #/[A-Za-z0-9_-]+/#) != nil)
                path = "/api/v1/workspaces?limit=3&cursor=\(cursor)"
            }
            #expect(names == (0..<6).reversed().map { "Page \($0)" } + [server.tenant.workspace.name])
        }
    }

    @Test(arguments: ["limit=0", "limit=201", "limit=-1", "limit=ten", "limit=1e2", "cursor=!", "cursor=AAAA"])
    func badPagingIsRefused(_ query: String) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.get, "/api/v1/workspaces?" + query)
            #expect(reply.status == 400)
            #expect(reply.parameters == [String(query.prefix { $0 != "=" })])
        }
    }

    @Test func cursorOfAnotherListIsRefused() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            _ = try await server.send(.post, "/api/v1/workspaces", json: ["name": "Second"])
            let cursor = try #require(try await server.send(.get, "/api/v1/workspaces?limit=1")["next_cursor"]?.string)
            let reply = try await server.send(.get, "/api/v1/connections?cursor=\(cursor)")
            #expect(reply.status == 400)
            #expect(reply.parameters == ["cursor"])
        }
    }

    @Test func catalogueListsWhatEventsAndRulesBrought() async throws {
        try await ServerFixture.run { server in
            let path = "/api/v1/workspaces/\(server.tenant.workspace.id)"
            #expect(try await server.send(.get, path + "/event-types").json == [])
            _ = try server.expect(
                201,
                try await server.send(
                    .post, "/api/v1/events", as: .publishable,
                    json: ["event": "order.paid", "resource": "order", "payload": ["id": "1"]]))
            let types = try await server.send(.get, path + "/event-types").json.array ?? []
            #expect(types.contains { $0["key"] == "order.paid" && $0["active"] == true && $0["description"] == .null })
            let resources = try await server.send(.get, path + "/resources").json.array ?? []
            #expect(resources.contains { $0["key"] == "order" })
        }
    }
}
