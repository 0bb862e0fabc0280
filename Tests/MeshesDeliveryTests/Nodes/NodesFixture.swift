import Logging
import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Metrics
import ServiceLifecycle
import Testing

/// Engines that share one PostgreSQL schema and one destination, each with a clock of its own that a test moves or stops.
struct NodesFixture: Sendable {
    /// One engine with its store.
    struct Node: Sendable {
        let store: Store
        let engine: DeliveryEngine
        let time: ManualTime
        let log: RecordedLog
        let services: ServiceGroup
    }

    static let lease: Duration = .seconds(20)

    let destination: ScriptedDestination
    let access: Access
    let workspace: Workspace
    let nodes: [Node]

    /// Runs `body` beside so many engines, then stops them in order.
    ///
    /// - Parameters:
    ///   - roles: without any nothing is divided: which of them saw the others when it joined is left to chance.
    ///   - providers: destinations of each node's own.
    static func run(
        nodes count: Int, concurrency: Int = 10, roles: [String] = [], beside others: [any Destination] = [],
        providers: (Store, NodeShare, Logger) -> [any Destination] = { _, _, _ in [] },
        _ body: @Sendable @escaping (NodesFixture) async throws -> Void
    ) async throws {
        let schema = try TestSchema.make()
        let destination = ScriptedDestination(concurrency: concurrency)
        var nodes: [Node] = []
        for _ in 0..<count {
            nodes.append(try await makeNode(schema, roles) { [destination] + others + providers($0, $1, $2) })
        }
        let store = nodes[0].store
        let access = Access.system(try await store.organizations.create(name: "Acme").id)
        let workspace = try await store.workspaces.create(access, name: "Main", description: nil).workspace
        let fixture = NodesFixture(destination: destination, access: access, workspace: workspace, nodes: nodes)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for node in nodes { tasks.addTask { try await node.services.run() } }
            do {
                for node in nodes { try await fixture.eventually("a node accepts") { node.engine.isAccepting } }
                try await body(fixture)
            } catch {
                await fixture.stop()
                throw error
            }
            await fixture.stop()
            try await tasks.waitForAll()
        }
        for node in nodes { try await node.store.close() }
    }

    private static func makeNode(
        _ schema: TestSchema, _ roles: [String], _ destinations: (Store, NodeShare, Logger) -> [any Destination]
    ) async throws -> Node {
        let key = try #require(EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)))
        let time = ManualTime()
        let store = try await Store.open(postgres: try schema.address, keys: KeyRing(key), time: time, ids: IdentifierSource(time: time))
        let log = RecordedLog()
        let share = NodeShare()
        let engine = DeliveryEngine(
            store: store, destinations: DestinationRegistry(destinations(store, share, log.logger)),
            settings: EngineSettings(nodeLease: lease, node: NodeDescription(version: "1.0", host: "test", roles: roles)),
            logger: log.logger, metrics: NOOPMetricsHandler.instance, share: share)
        let services = ServiceGroup(
            configuration: .init(services: [.init(service: engine)], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        return Node(store: store, engine: engine, time: time, log: log, services: services)
    }

    private func stop() async {
        destination.letGo()
        for node in nodes { await node.services.triggerGracefulShutdown() }
    }

    /// Waits for a condition that other tasks bring about, without looking at the wall clock.
    func eventually(_ what: Comment, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<20_000 {
            if try await condition() { return }
            await Task.yield()
            _ = try await nodes[0].store.organizations.all()
        }
        Issue.record("never happened: \(what)")
        throw CancellationError()
    }

    /// Moves the clocks of some nodes on, until a condition holds.
    func pass(_ moving: [Node], until what: Comment, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<2_000 {
            if try await condition() { return }
            for node in moving { node.time.advance(by: .milliseconds(200)) }
            // Writes wait for those before them, the nodes' heartbeats too: no lease runs out because the test is in a hurry.
            for node in moving { for _ in 0..<3 { try await node.store.database.write { _ in } } }
        }
        Issue.record("never happened: \(what)")
        throw CancellationError()
    }

    func connect(_ url: String) async throws -> Rule {
        let store = nodes[0].store
        let connection = try await store.connections.create(
            access,
            NewConnection(workspace: workspace.id, type: .webhook, name: url, metadata: ["url": .string(url)], secrets: [:]))
        let now = nodes[0].time.now()
        return try await store.rules.create(
            access,
            Rule(
                id: store.ids.next(), organization: access.organization, workspace: workspace.id, connection: connection.id,
                type: .webhook, event: "user.signup", metadata: ["action": "send_webhook"], createdBy: "system", createdAt: now,
                updatedAt: now))
    }

    func emit(at node: Node, payload: JSONObject = ["plan": "pro"]) async throws -> Event {
        let draft = try EventDraft(parsing: JSONValue.object(["event": "user.signup", "payload": .object(payload)]).compactBytes)
        let results = try await node.engine.accept([EventToAccept(draft: draft, workspace: workspace.id)], access: access)
        guard case .accepted(let event) = results.first else { throw MeshesError(.internalError, "not accepted: \(results)") }
        return event
    }

    /// Whether all of these have been delivered.
    func areDelivered(_ events: [Event]) async throws -> Bool {
        for event in events {
            guard try await nodes[0].store.events.get(access, event.id).progress.status == .completed else { return false }
        }
        return true
    }

    /// How often each event was sent.
    var sendings: [Event.ID: Int] { destination.calls.reduce(into: [:]) { $0[$1.job.event, default: 0] += 1 } }
}
