import MeshesModel

/// The integration types whose connections are made by signing in: which are ready, and what the others lack.
struct IntegrationChecks {
    let settings: Settings

    var all: [Check] { SettingTable.integrationTypes.compactMap { check($0) } }

    private func check(_ integration: IntegrationSettings) -> Check? {
        guard let app = integration.app, let provider = settings.integrations[integration.type] else { return nil }
        let name = integration.type.rawValue
        let base = settings.embed.url ?? settings.publicURL(listeningOn: settings.port)
        let redirect = "\(base)/oauth/\(name)/callback"
        var needed = [(app.clientID.environmentName, provider.clientID == nil), (app.clientSecret.environmentName, provider.clientSecret == nil)]
        if let bot = app.botToken { needed.append((bot.environmentName, provider.botToken == nil)) }
        let missing = needed.filter { $0.1 }.map { $0.0 }
        let register = "the redirect URL to register there is \(redirect)"
        switch missing.count {
        case 0: return .good(name, "ready; \(register)")
        case 1..<needed.count:
            return .warning(name, "cannot be connected: \(missing.joined(separator: " and ")) \(missing.count == 1 ? "is" : "are") missing; \(register)")
        default: return .good(name, "not set up, which takes \(missing.joined(separator: " and ")); \(register)")
        }
    }
}
