import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct CredentialTests {
    static let event: JSONValue = ["event": "order.paid", "payload": ["id": "1"]]

    @Test func publishableKeyEmitsAndNothingElse() async throws {
        try await ServerFixture.run { server in
            #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event).status == 201)
            #expect(try await server.send(.post, "/api/v1/events/bulk", as: .publishable, json: [Self.event]).status == 201)
            for operation in server.responder.operations where operation.path.hasPrefix("/api/v1/") && operation.isAPI {
                if operation.name == "createEvent" || operation.name == "createBulkEvent" { continue }
                let path = operation.path.replacing(#/\{[a-z_]+\}/#, with: "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60")
                let method = try #require(HTTPMethods.named(operation.method))
                #expect(try await server.send(method, path, as: .publishable).status == 401, "\(operation.name)")
                #expect(try await server.send(method, path, as: .none).status == 401, "\(operation.name)")
            }
        }
    }

    @Test(arguments: ["", "mesh_pub_a_b_c", "pk_live_123", "mesh_pub_"])
    func otherPublishableKeysAreRefused(_ key: String) async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            #expect(try await server.send(.post, "/api/v1/events", as: .publishableText(key), json: Self.event).status == 401)
        }
    }

    @Test func bearerDecidesWhenBothAreSent() async throws {
        try await ServerFixture.run { server in
            let key = ["X-Meshes-Publishable-Key": server.tenant.publishableKey.key]
            let bad = try await server.send(.post, "/api/v1/events", as: .bearer("a.b.c"), json: Self.event, headers: key)
            #expect(bad.status == 401)
            // The machine token alone is judged, so the workspace that the key would have given is missing.
            let good = try await server.send(.post, "/api/v1/events", as: .machine, json: Self.event, headers: key)
            #expect(good.status == 400)
            #expect(good.parameters == ["workspace"])
        }
    }

    @Test func revokedPublishableKeyStopsWithinSeconds() async throws {
        try await ServerFixture.run { server in
            #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event).status == 201)
            let now = server.time.now()
            let key = server.tenant.publishableKey.id
            _ = try await server.store.database.write { connection in
                try connection.execute(
                    "UPDATE publishable_keys SET revoked_at = ? WHERE id = ?", [.integer(now.milliseconds), .blob(key.bytes)])
            }
            server.time.advance(by: .seconds(6))
            #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: Self.event).status == 401)
        }
    }

    @Test func keyLimitedToOneWorkspaceSeesNoOther() async throws {
        try await ServerFixture.run { server in
            let other = try await server.store.workspaces.create(server.tenant.access, name: "Other", description: nil).workspace
            let key = try await server.store.machineKeys.create(
                server.tenant.access, name: "One", workspace: server.tenant.workspace.id)
            let list = try await server.send(.get, "/api/v1/workspaces", as: .key(key))
            #expect(list["records"]?.array?.compactMap { $0["id"]?.string } == [server.tenant.workspace.id.description])
            #expect(try await server.send(.get, "/api/v1/workspaces/\(other.id)", as: .key(key)).status == 403)
            #expect(try await server.send(.post, "/api/v1/workspaces", as: .key(key), json: ["name": "Third"]).status == 403)
            var event = Self.event.object ?? [:]
            event["workspace"] = .string(other.id.description)
            #expect(try await server.send(.post, "/api/v1/events", as: .key(key), json: .object(event)).status == 403)
            #expect(try await server.send(.post, "/api/v1/events", as: .key(key), json: Self.event).status == 201)
        }
    }

    @Test func credentialIsJudgedBeforePathAndBody() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            #expect(try await server.send(.put, "/api/v1/workspaces/nonsense", as: .none, text: "{").status == 401)
            let path = try await server.send(.put, "/api/v1/workspaces/nonsense", text: "{")
            #expect(path.status == 400)
            #expect(path.parameters == ["workspace_id"])
            let body = try await server.send(.put, "/api/v1/workspaces/\(server.tenant.workspace.id)", text: "{")
            #expect(body.parameters == ["body"])
        }
    }

    @Test func secretsNeverComeBack() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let token = server.token(server.tenant.machineKey)
            let replies = [
                try await server.send(.get, "/api/v1/workspaces?token=\(token)", as: .bearer(token + "x")),
                try await server.send(.get, "/nowhere/\(token)", as: .bearer(token)),
                try await server.send(.get, "/api/v1/workspaces/\(server.tenant.workspace.id)", as: .bearer(token)),
            ]
            for reply in replies {
                #expect(!reply.text.contains(token))
                #expect(!reply.text.contains(server.tenant.machineKey.secret.reveal()))
            }
        }
    }

    @Test func aKeyThatCannotBeOpenedFailsItsOwnCallersOnly() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let keys = server.store.machineKeys
            let access = Access.system(server.tenant.machineKey.organization)
            let (bad, good) = (try await keys.create(access, name: "Bad"), try await keys.create(access, name: "Good"))
            try await server.store.database.write { connection in
                _ = try connection.execute(
                    "UPDATE machine_keys SET secret = (SELECT o.secret FROM machine_keys o WHERE o.id = ?) WHERE id = ?",
                    [.id(good.id), .id(bad.id)])
            }
            // At once, so that one read is for several of them.
            let statuses = try await withThrowingTaskGroup(of: (isGood: Bool, status: Int).self) { group in
                for number in 0..<40 {
                    let isGood = number.isMultiple(of: 2)
                    group.addTask { (isGood, try await server.send(.get, "/api/v1/workspaces", as: .key(isGood ? good : bad)).status) }
                }
                var statuses: [(isGood: Bool, status: Int)] = []
                for try await status in group { statuses.append(status) }
                return statuses
            }
            for (isGood, status) in statuses { #expect(status == (isGood ? 200 : 500)) }
            #expect(statuses.count == 40)
        }
    }
}
