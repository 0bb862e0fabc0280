import Logging
import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesServer
import MeshesStorage
import ServiceLifecycle

/// One running server: store, destinations, engine and HTTP, put together in one place for `serve` and `demo`.
struct Node: Sendable {
    let settings: Settings
    let store: Store
    let logger: Logger
    private let sender: GuardedHTTPClient
    /// For the hosts of providers, which nobody but the operator names.
    private let providerSender: GuardedHTTPClient
    private let engine: DeliveryEngine
    private let services: AppServices
    private let drain: Drain

    /// - Parameter store: opened; the node closes it when it has run.
    init(settings: Settings, store: Store, metrics: PrometheusMetrics, logger: Logger) throws {
        self.settings = settings
        self.store = store
        self.logger = logger
        let policy = settings.guardPolicy
        do throws(GuardSettingError) {
            sender = try GuardedHTTPClient(policy: policy, resolver: SystemAddressResolver(), time: store.time)
            providerSender = try GuardedHTTPClient(policy: .open, resolver: SystemAddressResolver(), time: store.time)
        } catch {
            throw CommandFailure("\(SettingTable.caFile.environmentName): \"\(error.value)\" is not \(error.expected).")
        }
        let webhook = WebhookDestination(
            policy: WebhookPolicy(hosts: policy, userAgent: "Meshes/\(Meshes.version)"), sender: sender, time: store.time, ids: store.ids)
        let share = NodeShare()
        let gateway = ProviderGateway(
            sender: providerSender, time: store.time, userAgent: settings.providerUserAgent, roots: settings.apiRoots,
            guardedSender: sender, hosts: policy, share: share,
            leases: StoredPersonLeases(store: store, share: share, logger: logger))
        let destinations = DestinationRegistry([webhook] + DestinationRegistry.providers(gateway, apps: settings.oauthApps, options: settings.providerOptions))
        engine = DeliveryEngine(
            store: store, destinations: destinations, settings: settings.engine, logger: logger, metrics: metrics, share: share)
        drain = Drain(for: settings.drain, time: store.time)
        services = AppServices(
            store: store, engine: engine, destinations: destinations, time: store.time, ids: store.ids, logger: logger,
            metrics: metrics, drain: drain)
    }

    /// Runs until a signal, or until one of `companions` ends. On the way out it drains, then intake stops, then the engine hands
    /// back what it holds, then the store closes: nothing that was answered 201 is lost.
    ///
    /// - Parameters:
    ///   - companions: further services; the node shuts down when one of them returns.
    ///   - onListening: called with the port once the server takes connections.
    func run(companions: [any Service] = [], onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let application = MeshesServer.application(services: services, settings: settings.server) { port in
            await onListening(port ?? settings.port)
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: engine), .init(service: application)]
                + companions.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) }
                + [.init(service: drain)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(9) + settings.drain
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await close()
            throw ListeningFailure.explained(error, settings)
        }
        await close()
    }

    private func close() async {
        do {
            try await sender.shutdown()
            try await providerSender.shutdown()
            try await store.close()
        } catch {
            logger.error("The store did not close cleanly", metadata: ["error": "\(error)"])
        }
    }
}
