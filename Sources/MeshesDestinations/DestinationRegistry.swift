public import MeshesModel

/// The destinations that this server has, by type.
public struct DestinationRegistry: Sendable {
    private let destinations: [IntegrationType: any Destination]

    public init(_ destinations: [any Destination]) {
        self.destinations = Dictionary(destinations.map { ($0.integration.type, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The destinations that are reached through providers' APIs.
    ///
    /// - Parameters:
    ///   - apps: what the operator has set about signing in, by type.
    ///   - options: what else the operator has chosen.
    public static func providers(
        _ gateway: ProviderGateway, apps: [IntegrationType: OAuthConfiguration] = [:],
        options: ProviderOptions = ProviderOptions()
    ) -> [any Destination] {
        func app(_ type: IntegrationType) -> OAuthConfiguration { apps[type] ?? OAuthConfiguration() }
        return [
            MailerLiteDestination(gateway), ResendDestination(gateway), SlackDestination(gateway, app(.slack)),
            HubSpotDestination(gateway, app(.hubspot)), SalesforceDestination(gateway, app(.salesforce)),
            PipedriveDestination(gateway, app(.pipedrive)), IntercomDestination(gateway, app(.intercom)),
            ZoomDestination(gateway, app(.zoom)),
            MailchimpDestination(gateway), ActiveCampaignDestination(gateway, hosts: options.activeCampaignHosts),
            SendGridDestination(gateway, sendsAtMostOnce: options.sendsMailAtMostOnce),
            AWeberDestination(gateway, app(.aweber)), DiscordDestination(gateway, app(.discord), leavesServers: options.leavesServers),
            CustomerIODestination(gateway, allowsReservedEvents: options.allowsReservedEvents),
        ]
    }

    /// Nil for a type that is not built or not set up.
    public subscript(type: IntegrationType) -> (any Destination)? { destinations[type] }

    /// All of them, by name.
    public var all: [any Destination] { destinations.values.sorted { $0.integration.name < $1.integration.name } }
}
