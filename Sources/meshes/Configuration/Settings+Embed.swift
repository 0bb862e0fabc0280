import MeshesModel

extension Settings {
    /// How pages are embedded.
    struct Embed: Sendable {
        var url: String?
        var defaultOrigins: [WebOrigin]
        var requireAllowedOrigins: Bool
        var refreshLimit: Duration
        var refreshGrace: Duration

        init(_ sources: SettingSources) throws(InvalidSetting) {
            url = try sources.value(SettingTable.embedURL)
            defaultOrigins = try sources.value(SettingTable.defaultOrigins)
            requireAllowedOrigins = try sources.value(SettingTable.requireAllowedOrigins)
            refreshLimit = try sources.value(SettingTable.refreshLimit)
            refreshGrace = try sources.value(SettingTable.refreshGrace)
        }
    }
}
