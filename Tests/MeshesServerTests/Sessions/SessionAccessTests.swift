import HTTPTypes
import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// Every route of the server, asked by every kind of session.
@Suite struct SessionAccessTests {
    private static let lock = ResourceLock(resource: "project", resourceID: "p1")
    private static let nowhere = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"

    @Test func everyRouteHasARow() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let names = server.responder.operations.map(\.name)
            for name in names { #expect(SessionAccessTable.rows[name] != nil, "\(name) has no row in SessionAccessTable") }
        }
    }

    @Test(arguments: SessionType.allCases, SessionRole.allCases)
    func everyRouteKeepsToItsRow(type: SessionType, role: SessionRole) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            for scopes in [[], [SessionScope.readPayloads]] {
                let session = try await server.mint(role, type, lock: type == .resource ? Self.lock : nil, scopes: scopes)
                for operation in server.responder.operations {
                    guard case .session(let types, let least, let payloads)? = Self.needs(operation.name) else { continue }
                    let reply = try await server.send(
                        try #require(HTTPMethods.named(operation.method)),
                        operation.path.replacing(#/\{[a-z_.]+\}/#, with: Self.nowhere), as: session.credential)
                    let allowed = types.contains(type) && role >= least && (!payloads || !scopes.isEmpty)
                    #expect((reply.status == 403) == !allowed, "\(operation.name) answered \(reply.status)")
                    #expect(reply.status != 401, "\(operation.name)")
                    if !allowed {
                        let name = types.contains(type) && role >= least ? "ScopeRequired" : "Forbidden"
                        #expect(reply.errorName == name, "\(operation.name)")
                    }
                }
            }
        }
    }

    /// Rows of open routes say nothing about sessions; for the others no type may where there is none.
    private static func needs(_ operation: String) -> SessionAccessTable.Row? {
        switch SessionAccessTable.rows[operation] {
        case .session(let types, let role, let payloads): .session(types, role, payloads: payloads)
        case .never: .session([])
        case .open, nil: nil
        }
    }

    @Test func foreignIdsDoNotExistForAnySession() async throws {
        try await ServerFixture.run { server in
            let foreign = try await server.makeTenant("Foreign")
            let sibling = try await server.store.workspaces.create(server.tenant.access, name: "Sibling", description: nil).workspace
            let places = [
                try await Self.things(server, in: sibling.id, as: .key(server.tenant.machineKey)),
                try await Self.things(server, in: foreign.workspace.id, as: .key(foreign.machineKey)),
            ]
            let outsideLock = try await Self.things(server, in: server.tenant.workspace.id, as: .key(server.tenant.machineKey))
            for type in SessionType.allCases {
                let session = try await server.mint(.owner, type, lock: type == .resource ? Self.lock : nil, scopes: [.readPayloads])
                for ids in places { try await Self.expectNothing(server, session, type, ids) { _ in true } }
                guard type == .resource else { continue }
                try await Self.expectNothing(server, session, type, outsideLock) { $0.contains("{event_id}") || $0.contains("{rule_id}") }
            }
        }
    }

    /// 404 on every route with ids in its path that the session may use at all.
    private static func expectNothing(
        _ server: ServerFixture, _ session: EmbeddedSession, _ type: SessionType, _ ids: [String: String],
        where concerns: (String) -> Bool
    ) async throws {
        for operation in server.responder.operations where operation.path.contains("_id}") && concerns(operation.path) {
            guard case .session(let types, _, _)? = SessionAccessTable.rows[operation.name], types.contains(type) else { continue }
            let path = ids.reduce(operation.path) { $0.replacing($1.key, with: $1.value) }
            let reply = try await server.send(
                try #require(HTTPMethods.named(operation.method)), path, as: session.credential,
                json: SessionAccessTable.bodies[operation.name])
            #expect(reply.status == 404, "\(operation.name) of \(type)")
        }
    }

    @Test func aSessionMakesNothingElsewhere() async throws {
        try await ServerFixture.run { server in
            let sibling = try await server.store.workspaces.create(server.tenant.access, name: "Sibling", description: nil).workspace
            let ids = try await Self.things(server, in: sibling.id, as: .key(server.tenant.machineKey))
            let session = try await server.mint(.owner)
            let own = JSONValue.string(server.tenant.workspace.id.description)
            for workspace in [own, .string(sibling.id.description)] {
                let rule = try await server.send(
                    .post, "/api/v1/rules", as: session.credential,
                    json: [
                        "workspace": workspace, "connection": .string(ids["{connection_id}"] ?? ""), "event": "paid",
                        "metadata": ["action": "send_webhook"],
                    ])
                #expect(rule.status == 404)
            }
            let connection = try await server.send(
                .post, "/api/v1/connections", as: session.credential,
                json: [
                    "workspace": .string(sibling.id.description), "type": "webhook", "name": "Theirs",
                    "metadata": ["url": "https://hooks.example.com"],
                ])
            #expect(connection.status == 404)
        }
    }

    /// A connection, a rule of another resource, an event and an attempt in a workspace.
    private static func things(
        _ server: ServerFixture, in workspace: Workspace.ID, as credential: TestCredential
    ) async throws -> [String: String] {
        let place = JSONValue.string(workspace.description)
        let connection = try server.expect(
            201,
            try await server.send(
                .post, "/api/v1/connections", as: credential,
                json: ["workspace": place, "type": "webhook", "name": "Orders", "metadata": ["url": "https://hooks.example.com/o"]])
        )["connection"] ?? .null
        let rule = try server.expect(
            201,
            try await server.send(
                .post, "/api/v1/rules", as: credential,
                json: [
                    "workspace": place, "connection": connection["id"] ?? .null, "event": "paid", "resource": "project",
                    "resource_id": "p2", "metadata": ["action": "send_webhook"],
                ]))["rule"] ?? .null
        let event = try server.expect(
            201,
            try await server.send(
                .post, "/api/v1/events", as: credential,
                json: ["workspace": place, "event": "paid", "resource": "project", "resource_id": "p2", "payload": ["x": 1]])
        )["event"] ?? .null
        let path = "/api/v1/events/\(event["id"]?.string ?? "")"
        while try await server.send(.get, path, as: credential)["status"] != "completed" { await Task.yield() }
        let attempts = try await server.send(.get, path + "/rules/\(rule["id"]?.string ?? "")/attempts", as: credential)
        return [
            "{workspace_id}": workspace.description, "{connection_id}": connection["id"]?.string ?? "",
            "{rule_id}": rule["id"]?.string ?? "", "{event_id}": event["id"]?.string ?? "",
            "{attempt_id}": attempts["records"]?.array?.first?["id"]?.string ?? "", "{session_id}": "sess_" + workspace.description,
        ]
    }
}
