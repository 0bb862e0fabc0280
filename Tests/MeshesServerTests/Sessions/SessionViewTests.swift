import MeshesModel
import MeshesTestSupport
import Testing

/// What the API shows to sessions of the calls that they may make.
@Suite struct SessionViewTests {
    private static let lock = ResourceLock(resource: "project", resourceID: "p1")

    @Test func aResourceSessionSeesOnlyNamesOfConnections() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let connection = try await server.makeConnection()
            let path = "/api/v1/workspaces/\(server.tenant.workspace.id)/connections"
            let session = try await server.mint(.owner, .resource, lock: Self.lock)
            let records = try await server.send(.get, path, as: session.credential)["records"]
            #expect(
                records == [[
                    "active": true, "id": connection["id"] ?? .null, "metadata": [:], "name": "Orders", "type": "webhook",
                    "workspace": .string(server.tenant.workspace.id.description),
                ]])
            let whole = try await server.mint(.member)
            #expect(try await server.send(.get, path, as: whole.credential)["records"]?.array?.first == connection)
        }
    }

    @Test func theWorkspaceComesWithoutItsPublishableKey() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let path = "/api/v1/workspaces/\(server.tenant.workspace.id)"
            #expect(try await server.send(.get, path)["publishable_key"] != nil)
            let session = try await server.mint(.owner)
            let reply = try await server.send(.get, path, as: session.credential)
            #expect(reply.status == 200 && reply["publishable_key"] == nil)
        }
    }

    @Test func rulesOfAResourceSessionAreOfItsResource() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let connection = try await server.makeConnection()
            let session = try await server.mint(.admin, .resource, lock: Self.lock)
            let workspace = JSONValue.string(server.tenant.workspace.id.description)
            for pair in [["resource": "team", "resource_id": "t1"], [:]] as [JSONObject] {
                var body: JSONObject = [
                    "workspace": workspace, "connection": connection["id"] ?? .null, "hidden": true,
                    "event": .string("paid\(pair.count)"), "metadata": ["action": "send_webhook"],
                ]
                for (key, value) in pair { body[key] = value }
                let made = try await server.send(.post, "/api/v1/rules", as: session.credential, json: .object(body))
                #expect(made.status == 201)
                #expect(made["rule"]?["resource"] == "project" && made["rule"]?["resource_id"] == "p1")
                #expect(made["rule"]?["hidden"] == false)
                #expect(made["rule"]?["created_by"]?.string == "session:" + session.id)
            }
            let path = "/api/v1/workspaces/\(server.tenant.workspace.id)/rules"
            #expect(try await server.send(.get, path, as: session.credential)["count"] == 2)
            #expect(try await server.send(.get, path + "?resource_id=p2", as: session.credential)["count"] == 0)
        }
    }

    @Test func onlyOwnersForceAConnectionWithRulesAway() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let connection = try await server.makeConnection()
            _ = try await server.makeRule("paid", to: connection)
            let path = "/api/v1/connections/" + (connection["id"]?.string ?? "")
            let admin = try await server.mint(.admin)
            #expect(try await server.send(.delete, path, as: admin.credential).status == 409)
            let forced = try await server.send(.delete, path, as: admin.credential, json: ["force_delete": true])
            #expect(forced.status == 403 && forced.errorName == "Forbidden")
            let owner = try await server.mint(.owner)
            #expect(try await server.send(.delete, path, as: owner.credential, json: ["force_delete": true]).status == 200)
            let empty = try await server.makeConnection("Empty")
            let other = "/api/v1/connections/" + (empty["id"]?.string ?? "")
            #expect(try await server.send(.delete, other + "?force_delete=true", as: admin.credential).status == 200)
        }
    }

    @Test func refreshingFieldsTakesAdmin() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let connection = try await server.makeConnection()
            let path = "/api/v1/connections/\(connection["id"]?.string ?? "")/fields"
            let member = try await server.mint(.member)
            #expect(try await server.send(.get, path, as: member.credential).status == 200)
            #expect(try await server.send(.get, path + "?refresh=true", as: member.credential).status == 403)
            let admin = try await server.mint(.admin)
            #expect(try await server.send(.get, path + "?refresh=true", as: admin.credential).status == 200)
        }
    }
}
