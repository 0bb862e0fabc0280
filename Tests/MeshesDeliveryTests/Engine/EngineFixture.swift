import Foundation
import Logging
import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Metrics
import ServiceLifecycle
import Testing

/// An engine over a store of its own, with a clock that a test moves and a destination that answers as told.
struct EngineFixture {
    let store: Store
    let engine: DeliveryEngine
    let destination: ScriptedDestination
    let time: ManualTime
    let access: Access
    let workspace: Workspace

    /// Runs `body` beside a running engine, then stops the engine and removes the store.
    static func run(
        settings: EngineSettings = EngineSettings(), concurrency: Int = 10, directory: URL? = nil, beside others: [any Destination] = [],
        _ body: @Sendable @escaping (EngineFixture) async throws -> Void
    ) async throws {
        let folder = directory ?? FileManager.default.temporaryDirectory.appending(path: "meshes-engine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { if directory == nil { try? FileManager.default.removeItem(at: folder) } }
        let time = ManualTime()
        let ids = IdentifierSource(time: time)
        let store = try await Store.open(
            sqlite: folder.appending(path: "meshes.sqlite").path, keys: try KeyRing(file: KeyFile(inDirectory: folder.path)),
            time: time, ids: ids)
        let destination = ScriptedDestination(concurrency: concurrency)
        let engine = DeliveryEngine(
            store: store, destinations: DestinationRegistry([destination] + others), settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, metrics: NOOPMetricsHandler.instance)
        let organization: Organization
        if let first = try await store.organizations.all().first {
            organization = first
        } else {
            organization = try await store.organizations.create(name: "Acme")
        }
        let access = Access.system(organization.id)
        let page = try await store.workspaces.list(access, PageRequest(limit: 1))
        let workspace: Workspace
        if let first = page.records.first {
            workspace = first
        } else {
            workspace = try await store.workspaces.create(access, name: "Main", description: nil).workspace
        }
        let fixture = EngineFixture(
            store: store, engine: engine, destination: destination, time: time, access: access, workspace: workspace)
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: engine)], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await fixture.eventually("the engine accepts") { engine.isAccepting }
                try await body(fixture)
            } catch {
                destination.letGo()
                await group.triggerGracefulShutdown()
                throw error
            }
            destination.letGo()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await store.close()
    }

    /// Waits for a condition that other tasks bring about, without looking at the wall clock.
    func eventually(_ what: Comment, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<20_000 {
            if try await condition() { return }
            await Task.yield()
            _ = try await store.organizations.all()
        }
        Issue.record("never happened: \(what)")
        throw CancellationError()
    }

    func connect(_ url: String, event: String = "user.signup", in workspace: Workspace? = nil) async throws -> (Connection, Rule) {
        let workspace = workspace ?? self.workspace
        let connection = try await store.connections.create(
            access,
            NewConnection(workspace: workspace.id, type: .webhook, name: "to \(store.ids.random(Rule.self))", metadata: ["url": .string(url)], secrets: [:]))
        let now = time.now()
        let rule = try await store.rules.create(
            access,
            Rule(
                id: store.ids.next(), organization: access.organization, workspace: workspace.id, connection: connection.id,
                type: .webhook, event: event, metadata: ["action": "send_webhook"], createdBy: "system", createdAt: now, updatedAt: now))
        engine.ruleChanged(rule)
        return (connection, rule)
    }

    @discardableResult
    func emit(_ event: String = "user.signup", in workspace: Workspace? = nil) async throws -> Event {
        let draft = try EventDraft(parsing: Array(#"{"event":"\#(event)","payload":{"plan":"pro"}}"#.utf8))
        let results = try await engine.accept([EventToAccept(draft: draft, workspace: (workspace ?? self.workspace).id)], access: access)
        guard case .accepted(let event) = results.first else { throw MeshesError(.internalError, "not accepted: \(results)") }
        return event
    }

    func delivery(_ event: Event, _ rule: Rule) async throws -> Delivery {
        try await store.deliveries.get(access, event.id, rule.id)
    }

    func wait(for status: DeliveryStatus, _ event: Event, _ rule: Rule, attempts: Int? = nil) async throws {
        try await eventually("the delivery becomes \(status.name)") {
            let delivery = try await delivery(event, rule)
            return delivery.status == status && (attempts == nil || delivery.attemptCount == attempts)
        }
    }

    /// Moves the clock in small steps, so that loops that sleep keep up.
    func pass(_ duration: Duration, step: Duration = .milliseconds(500)) async throws {
        let end = time.now() + duration
        while time.now() < end {
            time.advance(by: min(step, end - time.now()))
            for _ in 0..<3 { _ = try await store.organizations.all() }
        }
    }
}
