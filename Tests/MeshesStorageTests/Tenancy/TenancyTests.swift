import MeshesModel
import MeshesStorage
import Testing

/// What lies outside of an access does not exist for it: neither another organisation's nor another workspace's things.
@Suite struct TenancyTests {
    private struct Door: Sendable {
        let name: String
        let open: @Sendable (Access) async throws -> Void
    }

    @Test(arguments: StoreEngine.allCases) func everyCallThatTakesAnAccessAnswersNotFound(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let neighbour = try await fixture.store.workspaces.create(fixture.access, name: "Neighbour", description: nil).workspace
            let outsiders = [
                try await fixture.stranger(), Access.system(fixture.ids.random()),
                Access.system(fixture.access.organization, workspace: neighbour.id),
            ]
            for door in try await Self.doors(fixture) {
                for outsider in outsiders {
                    #expect(try await refusal { try await door.open(outsider) } == .notFound, "\(door.name)")
                }
                let insider = Access.system(fixture.access.organization, workspace: fixture.workspace.id)
                let refused = try await refusal { try await door.open(insider) }
                #expect(refused != .notFound, "\(door.name)")
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func listsHoldNothingForeign(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .refused)
            let neighbour = try await store.workspaces.create(fixture.access, name: "Neighbour", description: nil).workspace
            let stranger = try await fixture.stranger()
            for outsider in [stranger, Access.system(fixture.access.organization, workspace: neighbour.id)] {
                #expect(try await !store.workspaces.list(outsider, PageRequest()).records.contains(fixture.workspace))
                #expect(try await store.connections.list(outsider, nil, ConnectionFilter(), PageRequest()).records.isEmpty)
                #expect(try await store.rules.list(outsider, nil, RuleFilter(), PageRequest()).records.isEmpty)
                #expect(try await store.events.list(outsider, nil, EventFilter(), PageRequest()).records.isEmpty)
                #expect(try await store.events.deliveries(outsider, of: [event.id])[event.id] == [])
                #expect(try await store.deliveries.failed(outsider, event.id).isEmpty)
            }
            _ = try await store.machineKeys.create(fixture.access, name: "Key")
            #expect(try await store.machineKeys.list(stranger).isEmpty)
        }
    }

    @Test(arguments: StoreEngine.allCases) func nothingForeignIsChanged(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let stranger = try await fixture.stranger()
            for door in try await Self.doors(fixture) { _ = try await refusal { try await door.open(stranger) } }
            #expect(try await fixture.store.workspaces.get(fixture.access, fixture.workspace.id) == fixture.workspace)
            #expect(try await fixture.store.connections.get(fixture.access, connection.id).version == 1)
            #expect(try await fixture.store.rules.get(fixture.access, rule.id) == rule)
            #expect(try await fixture.status(event, rule) == .pending)
            #expect(try await fixture.store.mappings.current(fixture.access, connection.id) == nil)
        }
    }

    /// Every call of the store that takes an access, aimed at things of the fixture's workspace. Each makes its own, so that
    /// the order does not matter.
    private static func doors(_ fixture: StoreFixture) async throws -> [Door] {
        let store = fixture.store
        let workspace = fixture.workspace
        let (connection, rule) = try await fixture.destination("Door")
        let spare = try await fixture.connect("Spare")
        let failed = try await fixture.accept(rule)
        try await fixture.attempt(connection, .refused)
        let attempt = try #require(try await store.attempts.list(fixture.access, failed.id, rule.id, PageRequest()).records.first)
        let event = try await fixture.accept(rule)
        let stored = try await fixture.stored(failed, rule)
        let now = fixture.time.now()
        let retry = ManualRetry(
            event: failed.id, rule: rule.id, from: .failed, key: nil,
            to: try stored.state.retriedByHand(inFlight: false, now: now), availableAt: now, at: now)
        let cached = CachedConnectionData(json: [], version: "1", refreshedAt: now)
        let mapping = NewMapping(connection: connection.id, name: nil, schema: [:], catalogVersion: nil, expectedVersion: nil)
        let new = NewConnection(workspace: workspace.id, type: .webhook, name: "Planted", metadata: [:])
        let planted = fixture.newRule("planted", to: connection)
        let key = try await store.machineKeys.create(fixture.access, name: "Key", workspace: workspace.id)
        let page = PageRequest()
        let session = EmbedSession(
            organization: fixture.access.organization, workspace: workspace.id,
            grant: SessionGrant(session: fixture.ids.next(), role: .member), tokenLifetime: .seconds(900), refreshedAt: now,
            expiresAt: now + .seconds(900), createdBy: "system", createdAt: now)
        func ticket(_ byte: UInt8) -> LaunchTicket {
            LaunchTicket(hash: [UInt8](repeating: byte, count: 32), expiresAt: now + .seconds(60))
        }
        try await store.sessions.create(fixture.access, session, launch: ticket(1))
        let another = ticket(2)
        return [
            Door(name: "workspaces.get") { _ = try await store.workspaces.get($0, workspace.id) },
            Door(name: "workspaces.update") { _ = try await store.workspaces.update($0, workspace.id, name: workspace.name) },
            Door(name: "workspaces.publishableKey") { _ = try await store.workspaces.publishableKey($0, workspace.id) },
            Door(name: "catalog.list") { _ = try await store.catalog.list($0, workspace.id, .resource) },
            Door(name: "catalog.register") { try await store.catalog.register($0, workspace.id, []) },
            Door(name: "connections.create") { _ = try await store.connections.create($0, new) },
            Door(name: "connections.get") { _ = try await store.connections.get($0, connection.id) },
            Door(name: "connections.list") { _ = try await store.connections.list($0, workspace.id, ConnectionFilter(), page) },
            Door(name: "connections.update") { _ = try await store.connections.update($0, connection, expecting: 9) },
            Door(name: "connections.delete") { _ = try await store.connections.delete($0, spare.id, force: false) },
            Door(name: "connections.cached") { _ = try await store.connections.cached($0, connection.id, .actionData) },
            Door(name: "connections.cache") { try await store.connections.cache($0, connection.id, .actionData, cached) },
            Door(name: "mappings.current") { _ = try await store.mappings.current($0, connection.id) },
            Door(name: "mappings.save") { _ = try await store.mappings.save($0, mapping) },
            Door(name: "rules.create") { _ = try await store.rules.create($0, planted) },
            Door(name: "rules.get") { _ = try await store.rules.get($0, rule.id) },
            Door(name: "rules.list") { _ = try await store.rules.list($0, workspace.id, RuleFilter(), page) },
            Door(name: "rules.update") { _ = try await store.rules.update($0, rule) },
            Door(name: "rules.delete") { _ = try await store.rules.delete($0, planted.id) },
            Door(name: "events.get") { _ = try await store.events.get($0, event.id) },
            Door(name: "events.list") { _ = try await store.events.list($0, workspace.id, EventFilter(), page) },
            Door(name: "events.payload") { _ = try await store.events.payload($0, event.id) },
            Door(name: "deliveries.get") { _ = try await store.deliveries.get($0, event.id, rule.id) },
            Door(name: "deliveries.stored") { _ = try await store.deliveries.stored($0, event.id, rule.id) },
            Door(name: "attempts.list") { _ = try await store.attempts.list($0, failed.id, rule.id, page) },
            Door(name: "attempts.get") { _ = try await store.attempts.get($0, failed.id, rule.id, attempt.id) },
            Door(name: "attempts.responseDetails") {
                _ = try await store.attempts.responseDetails($0, failed.id, rule.id, attempt.id)
            },
            Door(name: "queue.requeue") { _ = try await store.queue.requeue($0, retry) },
            Door(name: "queue.cancel") { _ = try await store.queue.cancel($0, event.id, rule.id, now: now, inFlight: [], node: nil) },
            Door(name: "queue.cancelAll") { _ = try await store.queue.cancelAll($0, event.id, now: now, inFlight: [], node: nil) },
            Door(name: "dashboards.read") { _ = try await store.dashboards.read($0, workspace.id, hours: 0..<1) },
            Door(name: "activity.connections") { _ = try await store.activity.connections($0, workspace.id, [connection.id]) },
            Door(name: "activity.rules") { _ = try await store.activity.rules($0, workspace.id, [rule]) },
            Door(name: "events.payloads") {
                _ = try await store.events.payloads($0, workspace.id, ofEvents: "order.paid", limit: 1, bytes: 1000)
            },
            Door(name: "deliveries.existing") { _ = try await store.deliveries.existing($0, workspace.id, [event.id]) },
            Door(name: "deliveries.failed") {
                _ = try await store.deliveries.failed($0, workspace.id, connection.id, from: now, to: now, limit: 1)
            },
            Door(name: "machineKeys.create") { _ = try await store.machineKeys.create($0, name: "K", workspace: workspace.id) },
            Door(name: "machineKeys.revoke") { try await store.machineKeys.revoke($0, key.id) },
            Door(name: "sessions.list") { _ = try await store.sessions.list($0, workspace.id, SessionFilter(), page) },
            Door(name: "sessions.refresh") { _ = try await store.sessions.refresh($0, session.id, longest: .seconds(3600)) },
            Door(name: "sessions.addLaunch") {
                _ = try await store.sessions.addLaunch($0, session.id, another, longest: .seconds(3600))
            },
            Door(name: "sessions.revoke") { _ = try await store.sessions.revoke($0, session.id) },
        ]
    }
}
