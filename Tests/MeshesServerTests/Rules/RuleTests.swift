import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct RuleTests {
    @Test func isMadeReadChangedListedAndDeleted() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let made = try await server.makeRule("order.paid", to: connection)
            #expect(made["type"] == "webhook")
            #expect(made["active"] == true)
            #expect(made["hidden"] == false)
            #expect(made["resource"] == nil)
            #expect(made["metadata"] == ["action": "send_webhook"])
            let path = "/api/v1/rules/" + (try #require(made["id"]?.string))
            #expect(try await server.send(.get, path).json == made)

            let changed = try await server.send(.put, path, json: ["resource": "order", "resource_id": "o_1", "active": false])
            #expect(changed.status == 200)
            #expect(changed["resource"] == "order")
            #expect(changed["resource_id"] == "o_1")
            #expect(changed["event"] == "order.paid")
            #expect(changed["active"] == false)
            let cleared = try await server.send(.put, path, json: ["resource": nil])
            #expect(cleared["resource"] == nil)
            #expect(cleared["resource_id"] == nil)

            let deleted = try await server.send(.delete, path)
            #expect(deleted.status == 200)
            #expect(deleted["id"] == made["id"])
            #expect(deleted["connection"] == connection["id"])
            #expect(deleted["event"] == "order.paid")
            #expect(try await server.send(.delete, path).status == 404)
        }
    }

    @Test func filtersAreExactAndCombined() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            _ = try await server.makeRule("order.paid", to: connection)
            _ = try await server.makeRule("order.paid", to: connection, resource: "order")
            _ = try await server.makeRule("Order.Paid", to: connection)
            for base in ["/api/v1/rules", "/api/v1/workspaces/\(server.tenant.workspace.id)/rules"] {
                #expect(try await server.send(.get, base)["count"] == 3)
                #expect(try await server.send(.get, base + "?event=order.paid")["count"] == 2)
                #expect(try await server.send(.get, base + "?event=order.paid&resource=order")["count"] == 1)
                #expect(try await server.send(.get, base + "?event=order.paid&resource=other")["count"] == 0)
                #expect(try await server.send(.get, base + "?resource_id=1")["count"] == 0)
                // An empty value is as good as none, an unknown parameter too.
                #expect(try await server.send(.get, base + "?event=&resource=&unknown=1")["count"] == 3)
                #expect(try await server.send(.get, base + "?event=order%2Epaid")["count"] == 2)
            }
        }
    }

    @Test func badOnesAreRefused() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            _ = try await server.makeRule("order.paid", to: connection)
            let workspace = JSONValue.string(server.tenant.workspace.id.description)
            let id = try #require(connection["id"])
            func post(_ change: (inout JSONObject) -> Void) async throws -> TestReply {
                var body: JSONObject = [
                    "workspace": workspace, "connection": id, "event": "order.paid", "metadata": ["action": "send_webhook"],
                ]
                change(&body)
                return try await server.send(.post, "/api/v1/rules", json: .object(body))
            }
            let equal = try await post { _ in }
            #expect(equal.status == 409)
            #expect(try await post { $0["resource_id"] = "x" }.parameters == ["resource_id"])
            #expect(try await post { $0["metadata"] = ["action": "dance"] }.parameters == ["metadata.action"])
            #expect(try await post { $0["metadata"] = [:] }.parameters == ["metadata.action"])
            #expect(try await post { $0["event"] = "" }.parameters == ["event"])
            #expect(try await post { $0["connection"] = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60" }.status == 404)
            #expect(try await post { $0["workspace"] = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60" }.status == 404)
            let other = try await server.store.workspaces.create(server.tenant.access, name: "Other", description: nil).workspace
            #expect(try await post { $0["workspace"] = .string(other.id.description) }.parameters == ["connection"])
        }
    }

    @Test func changesAreCheckedToo() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let first = try await server.makeRule("order.paid", to: connection)
            _ = try await server.makeRule("order.shipped", to: connection)
            let path = "/api/v1/rules/" + (try #require(first["id"]?.string))
            #expect(try await server.send(.put, path, json: ["event": "order.shipped"]).status == 409)
            #expect(try await server.send(.put, path, json: ["metadata": ["action": "dance"]]).parameters == ["metadata.action"])
            #expect(try await server.send(.put, path, json: ["resource_id": "x"]).parameters == ["resource_id"])
            #expect(try await server.send(.put, path, json: [:]).status == 200)
        }
    }

    @Test func integrationsAreListedByName() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.get, "/api/v1/integrations")
            #expect(reply["next_cursor"] == .null)
            let records = try #require(reply["records"]?.array)
            #expect(reply["count"]?.integer == Int64(records.count))
            let names = records.compactMap { $0["name"]?.string }
            #expect(names == names.sorted() && names.contains("MailerLite"))
            let webhook = try #require(records.first { $0["type"] == "webhook" })
            #expect(webhook["actions"]?.object?.isEmpty == false)
            #expect(webhook["authentication"]?["fields"]?.array?.contains { $0["key"] == "url" } == true)
        }
    }
}
