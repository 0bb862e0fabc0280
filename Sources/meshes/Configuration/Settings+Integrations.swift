import MeshesDestinations
import MeshesModel

extension Settings {
    /// What the operator has set about one integration type.
    struct Provider: Sendable {
        var authorizeBase: String?
        var tokenBase: String?
        var apiBase: String?
        var clientID: String?
        var clientSecret: Secret?
        var botToken: Secret?

        init(_ settings: IntegrationSettings, _ sources: SettingSources) throws(InvalidSetting) {
            apiBase = try sources.value(settings.apiBase)
            guard let app = settings.app else { return }
            authorizeBase = try sources.value(app.authorizeBase)
            tokenBase = try sources.value(app.tokenBase)
            clientID = try sources.value(app.clientID)
            clientSecret = try sources.value(app.clientSecret)
            if let bot = app.botToken { botToken = try sources.value(bot) }
        }

        /// Has an app when client id and secret are both there.
        var oauth: OAuthConfiguration {
            var configuration = OAuthConfiguration(authorizeRoot: authorizeBase, tokenRoot: tokenBase)
            if let clientID, let clientSecret { configuration.app = OAuthApp(clientID: clientID, clientSecret: clientSecret, botToken: botToken) }
            return configuration
        }
    }

    /// The API roots that the operator has replaced.
    var apiRoots: [IntegrationType: WebURL] {
        integrations.compactMapValues { provider in provider.apiBase.flatMap { try? URLSyntax.parse($0) } }
    }

    /// What the operator has set about signing in.
    var oauthApps: [IntegrationType: OAuthConfiguration] { integrations.mapValues(\.oauth) }
}

extension ProviderOptions {
    init(_ sources: SettingSources) throws(InvalidSetting) {
        self.init()
        sendsMailAtMostOnce = try sources.value(SettingTable.sendMailAtMostOnce)
        leavesServers = try sources.value(SettingTable.leaveServers)
        activeCampaignHosts = try sources.value(SettingTable.activeCampaignHosts)
        allowsReservedEvents = try sources.value(SettingTable.allowReservedEvents)
    }
}
