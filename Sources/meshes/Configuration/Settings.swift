import MeshesDestinations
import MeshesModel
import MeshesStorage

/// Everything that `serve` needs to know, checked.
struct Settings: Sendable {
    var data: String
    /// Nil for the SQLite file in the data directory.
    var database: PostgresAddress?
    var host: String
    var port: Int
    var publicURL: String?
    var encryptionKey: Secret?
    var embed: Embed
    var limits: Limits
    var webhooks: Webhooks
    var integrations: [IntegrationType: Provider]
    var providerOptions: ProviderOptions
    var delivery: Delivery
    var roles: Set<NodeRole>
    /// How long it serves after the wish to stop.
    var drain: Duration
    /// How long a node lives without a heartbeat.
    var nodeLease: Duration
    var retention: Retention

    init(_ sources: SettingSources) throws(InvalidSetting) {
        data = try sources.value(SettingTable.data)
        database = try sources.value(SettingTable.database)
        host = try sources.value(SettingTable.host)
        port = try sources.value(SettingTable.port)
        publicURL = try sources.value(SettingTable.publicURL)
        encryptionKey = try sources.value(SettingTable.encryptionKey)
        embed = try Embed(sources)
        limits = try Limits(sources)
        webhooks = try Webhooks(sources)
        integrations = [:]
        for type in SettingTable.integrationTypes { integrations[type.type] = try Provider(type, sources) }
        providerOptions = try ProviderOptions(sources)
        delivery = try Delivery(sources)
        roles = try sources.value(SettingTable.roles)
        drain = try sources.value(SettingTable.drain)
        nodeLease = try sources.value(SettingTable.nodeLease)
        retention = try Retention(sources)
    }

    /// Where others reach the server once it listens on `port`.
    func publicURL(listeningOn port: Int) -> String {
        if let publicURL { return publicURL }
        let shown = host == "0.0.0.0" || host == "::" ? "localhost" : host
        return "http://\(shown.contains(":") ? "[\(shown)]" : shown):\(port)"
    }
}
