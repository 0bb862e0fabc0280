public import Foundation
import Logging
public import MeshesDelivery
import MeshesDestinations
import MeshesModel
public import MeshesServer
public import MeshesStorage

/// A whole server without a socket: a store in a folder of its own, a running engine, the responder of the HTTP floor, and
/// one tenant. The network is a `StubSender`, the clock stands still.
public struct ServerFixture: Sendable {
    public let services: AppServices
    public let settings: ServerSettings
    public let responder: ServerResponder
    public let time: ManualTime
    public let sender: StubSender
    /// Where its store lies.
    public let directory: URL
    public let tenant: TestTenant

    public var store: Store { services.store }

    /// Runs a test on a fresh server and takes everything down afterwards.
    public static func run(
        settings: ServerSettings = ServerSettings(limits: .off), engine engineSettings: EngineSettings = EngineSettings(),
        runsEngine: Bool = true, providers: ProviderFakes = ProviderFakes(), log: RecordedLog? = nil,
        _ body: @Sendable (ServerFixture) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("meshes-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let time = ManualTime()
        let services = try await makeServices(time, engineSettings, providers, log) { keys, ids in
            try await TestStore.open(file: directory.appendingPathComponent("meshes.db").path, keys: keys, time: time, ids: ids)
        }
        let fixture = ServerFixture(
            services: services.app, settings: settings,
            responder: MeshesServer.responder(services: services.app, settings: settings), time: services.time,
            sender: services.sender, directory: directory, tenant: try await makeTenant(services.app.store, name: "Example"))
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if runsEngine {
                    group.addTask { try await services.app.engine.run() }
                    // On PostgreSQL nothing is remembered before the other nodes are heard.
                    while !(services.app.engine.isAccepting && services.app.engine.hearsOthers) { await Task.yield() }
                }
                try await body(fixture)
                group.cancelAll()
            }
        } catch {
            try? await services.providerSender.shutdown()
            try? await services.app.store.close()
            throw error
        }
        try await services.providerSender.shutdown()
        try await services.app.store.close()
    }

    /// Another organisation, with a workspace and keys of its own.
    public func makeTenant(_ name: String) async throws -> TestTenant {
        try await Self.makeTenant(store, name: name)
    }

    /// Runs a test on two servers that share a fresh schema of PostgreSQL, a clock and a tenant. Both hear each other.
    public static func runTwo(
        settings: ServerSettings = ServerSettings(limits: .off), engines: (EngineSettings, EngineSettings) = (EngineSettings(), EngineSettings()),
        _ body: @Sendable (_ one: ServerFixture, _ other: ServerFixture) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory
        let address = try TestSchema.make().address
        let time = ManualTime()
        var tenant: TestTenant?
        var fixtures: [ServerFixture] = []
        var senders: [GuardedHTTPClient] = []
        for engine in [engines.0, engines.1] {
            let parts = try await makeServices(time, engine, ProviderFakes(), nil) { keys, ids in
                try await Store.open(postgres: address, keys: keys, time: time, ids: ids)
            }
            let known = if let tenant { tenant } else { try await makeTenant(parts.app.store, name: "Example") }
            tenant = known
            senders.append(parts.providerSender)
            fixtures.append(
                ServerFixture(
                    services: parts.app, settings: settings, responder: MeshesServer.responder(services: parts.app, settings: settings),
                    time: time, sender: parts.sender, directory: directory, tenant: known))
        }
        let (one, other) = (fixtures[0], fixtures[1])
        let result: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for fixture in [one, other] { group.addTask { try await fixture.services.engine.run() } }
                for fixture in [one, other] {
                    try await fixture.untilMoved("it hears the others") { fixture.services.engine.isAccepting && fixture.services.engine.hearsOthers }
                }
                try await body(one, other)
                group.cancelAll()
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        for sender in senders { try? await sender.shutdown() }
        for fixture in fixtures { try? await fixture.store.close() }
        try result.get()
    }

    private struct Parts {
        var app: AppServices
        var time: ManualTime
        var sender: StubSender
        var providerSender: GuardedHTTPClient
    }

    private static func makeServices(
        _ time: ManualTime, _ engineSettings: EngineSettings, _ providers: ProviderFakes, _ log: RecordedLog?,
        open: (KeyRing, IdentifierSource) async throws -> Store
    ) async throws -> Parts {
        guard let key = EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)) else { throw FixtureError.encryptionKey }
        let ids = IdentifierSource(time: time)
        let store = try await open(KeyRing(key), ids)
        let sender = StubSender()
        let webhook = WebhookDestination(
            policy: WebhookPolicy(userAgent: "Meshes/test", testsPerWorkspace: 10_000, testsPerHost: 10_000),
            sender: sender, time: time, ids: ids)
        let providerSender = try GuardedHTTPClient(policy: .open, resolver: SystemAddressResolver(), time: SystemTime())
        let gateway = ProviderGateway(
            sender: providerSender, time: time, userAgent: "Meshes-Selfhost/test", roots: providers.roots,
            callTimeout: providers.callTimeout)
        let destinations = DestinationRegistry([webhook] + DestinationRegistry.providers(gateway, apps: providers.apps, options: providers.options))
        var silence = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        silence.logLevel = .critical
        let logger = log?.logger ?? silence
        let metrics = PrometheusMetrics()
        let engine = DeliveryEngine(
            store: store, destinations: destinations, settings: engineSettings, logger: logger, metrics: metrics)
        return Parts(
            app: AppServices(
                store: store, engine: engine, destinations: destinations, time: time, ids: ids, logger: logger, metrics: metrics),
            time: time, sender: sender, providerSender: providerSender)
    }

    private static func makeTenant(_ store: Store, name: String) async throws -> TestTenant {
        let organization = try await store.organizations.create(name: name)
        let access = Access.system(organization.id)
        let made = try await store.workspaces.create(access, name: name + " workspace", description: nil)
        return TestTenant(
            organization: organization, workspace: made.workspace, publishableKey: made.key,
            machineKey: try await store.machineKeys.create(access, name: "Test"))
    }
}

enum FixtureError: Error {
    case encryptionKey
}
