import HTTPTypes
import MeshesModel
import MeshesTestSupport
import Testing

/// What belongs to another organisation does not exist.
@Suite struct IsolationTests {
    @Test func foreignIdsAreNotFoundOnEveryRoute() async throws {
        try await ServerFixture.run { server in
            let foreign = try await server.makeTenant("Foreign")
            let connection = try await server.makeConnection()
            let rule = try await server.makeRule("order.paid", to: connection)
            let event = try await server.event(try await server.emit("order.paid"), when: "completed")
            let base = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
            let attempt = try #require(try await server.send(.get, base + "/attempts")["records"]?.array?.first?["id"]?.string)
            let ids = [
                "{workspace_id}": server.tenant.workspace.id.description, "{connection_id}": connection["id"]?.string ?? "",
                "{rule_id}": rule["id"]?.string ?? "", "{event_id}": event["id"]?.string ?? "", "{attempt_id}": attempt,
                "{session_id}": try await server.mint().id,
            ]
            let bodies: [String: JSONValue] = [
                "updateWorkspace": ["name": "Stolen"],
                "updateConnection": ["name": "Stolen", "metadata": ["url": "https://evil.example.com"]],
                "updateConnectionDefaultMappings": ["schema": ["schema_version": 1, "fields": []]],
                "updateRule": ["active": false],
                "previewConnectionMapping": ["schema": ["schema_version": 1, "fields": []], "payload": [:]],
                "previewStoredRule": ["payload": [:]],
            ]
            var seen = 0
            for operation in server.responder.operations where operation.isAPI && operation.path.contains("{") {
                let path = ids.reduce(operation.path) { $0.replacing($1.key, with: $1.value) }
                let method = try #require(HTTPMethods.named(operation.method))
                let reply = try await server.send(method, path, as: .key(foreign.machineKey), json: bodies[operation.name])
                #expect(reply.status == 404, "\(operation.name)")
                #expect(reply.errorName == "NotFound", "\(operation.name)")
                seen += 1
            }
            #expect(seen >= 30)
            #expect(try await server.send(.get, "/api/v1/connections/" + (ids["{connection_id}"] ?? "")).json == connection)
        }
    }

    @Test func listsShowOnlyTheCallersOwn() async throws {
        try await ServerFixture.run { server in
            let foreign = try await server.makeTenant("Foreign")
            _ = try await server.makeRule("order.paid", to: try await server.makeConnection())
            _ = try await server.emit("order.paid")
            for path in ["/api/v1/connections", "/api/v1/rules", "/api/v1/events"] {
                #expect(try await server.send(.get, path)["count"] == 1)
                #expect(try await server.send(.get, path, as: .key(foreign.machineKey))["count"] == 0)
            }
            let workspaces = try await server.send(.get, "/api/v1/workspaces", as: .key(foreign.machineKey))
            #expect(workspaces["records"]?.array?.compactMap { $0["id"]?.string } == [foreign.workspace.id.description])
        }
    }

    @Test func nothingIsMadeInForeignWorkspaces() async throws {
        try await ServerFixture.run { server in
            let foreign = try await server.makeTenant("Foreign")
            let connection = try await server.makeConnection()
            let workspace = JSONValue.string(server.tenant.workspace.id.description)
            let mine = JSONValue.string(foreign.workspace.id.description)
            let key = TestCredential.key(foreign.machineKey)
            let metadata: JSONValue = ["url": "https://hooks.example.com"]
            let made = try await server.send(
                .post, "/api/v1/connections", as: key,
                json: ["workspace": workspace, "type": "webhook", "name": "Theirs", "metadata": metadata])
            #expect(made.status == 404)
            for place in [workspace, mine] {
                let rule = try await server.send(
                    .post, "/api/v1/rules", as: key,
                    json: [
                        "workspace": place, "connection": try #require(connection["id"]), "event": "order.paid",
                        "metadata": ["action": "send_webhook"],
                    ])
                #expect(rule.status == 404)
            }
            let event = try await server.send(
                .post, "/api/v1/events", as: key, json: ["event": "a", "workspace": workspace, "payload": ["x": 1]])
            #expect(event.status == 404)
        }
    }
}
