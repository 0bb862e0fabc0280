public import Hummingbird
import HummingbirdCore
import MeshesDelivery
import NIOCore

/// The HTTP floor: API v1, health, metrics and the API's description, as one Hummingbird application.
public enum MeshesServer {
    /// - Parameters:
    ///   - services: what it stands on. The caller runs the engine and closes the store.
    ///   - onRunning: called once the server listens, with the port it has.
    public static func application(
        services: AppServices, settings: ServerSettings = ServerSettings(),
        onRunning: @escaping @Sendable (Int?) async -> Void = { _ in }
    ) -> Application<ServerResponder> {
        let responder = responder(services: services, settings: settings)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { answer in
                ServerChannel(
                    base: HTTP1Channel(
                        responder: answer, configuration: .init(idleTimeout: .milliseconds(settings.idleTimeout.wholeMilliseconds))),
                    ingestion: DirectIngestion(responder))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.maxConnections, logger: services.logger)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port) },
            logger: services.logger)
    }

    /// What answers the requests; tests may ask it directly.
    public static func responder(services: AppServices, settings: ServerSettings = ServerSettings()) -> ServerResponder {
        let limiters = RateLimiters(settings.limits, share: services.engine.share)
        let gatekeeper = Gatekeeper(services: services, settings: settings, limiters: limiters)
        return ServerResponder(
            endpoints: endpoints(services: services, settings: settings, gatekeeper: gatekeeper), services: services,
            settings: settings, gatekeeper: gatekeeper)
    }

    private static func endpoints(
        services: AppServices, settings: ServerSettings, gatekeeper: Gatekeeper
    ) -> [Endpoint] {
        guard settings.servesAPI else { return HealthEndpoints(services: services, settings: settings).all }
        let resources: [[Endpoint]] = [
            IngestionEndpoints(services: services, limiters: gatekeeper.limiters).all,
            WorkspaceEndpoints(services: services).all,
            ConnectionEndpoints(services: services).all,
            ConnectionDataEndpoints(services: services).all,
            AuthorizationEndpoints(services: services, settings: settings.embed).all,
            SignInEndpoints(services: services, settings: settings.embed).all,
            MappingEndpoints(services: services).all,
            SessionEndpoints(services: services, settings: settings.embed, cache: gatekeeper.authenticator.sessions).all,
            CurrentSessionEndpoints(services: services, settings: settings.embed).all,
            IntegrationEndpoints(services: services).all,
            RuleEndpoints(services: services).all,
            PreviewEndpoints(services: services).all,
            EventEndpoints(services: services).all,
            DeliveryEndpoints(services: services).all,
            RepeatEndpoints(services: services).all,
            BulkEndpoints(services: services).all,
            PayloadFieldEndpoints(services: services).all,
            ConnectionTestEndpoints(services: services).all,
            DashboardEndpoints(services: services).all,
            StreamEndpoints(services: services, authenticator: gatekeeper.authenticator).all,
            HealthEndpoints(services: services, settings: settings).all,
            OpenAPIEndpoints().all,
            LaunchEndpoints(services: services, settings: settings.embed).all,
            AssetEndpoints(files: services.files).all,
            DocumentationEndpoints(files: services.files).all,
        ]
        return resources.flatMap { $0 }
    }
}
