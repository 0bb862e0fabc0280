import MeshesModel

/// The settings of one integration type: where its provider is reached, and the operator's app there. The names follow one
/// scheme: `MESHES_<TYPE>_CLIENT_ID` and so on.
struct IntegrationSettings: Sendable {
    /// What types have whose connections are made by signing in.
    struct App: Sendable {
        let clientID: Setting<String?>
        let clientSecret: Setting<Secret?>
        /// Nil where no bot acts for the app.
        let botToken: Setting<Secret?>?
        let authorizeBase: Setting<String?>
        let tokenBase: Setting<String?>
    }

    let type: IntegrationType
    let apiBase: Setting<String?>
    /// Nil for types with API keys.
    let app: App?
    /// What else can be chosen about it.
    var options: [any DescribedSetting] = []

    /// - Parameters:
    ///   - name: the provider's name.
    ///   - authorize: its own consent page's root, `token` and `api` likewise.
    ///   - hasBot: whether it is the app's bot that acts.
    ///   - options: what else can be chosen about it.
    static func oauth(
        _ type: IntegrationType, _ name: String, authorize: String, token: String, api: String, hasBot: Bool = false,
        options: [any DescribedSetting] = []
    ) -> IntegrationSettings {
        IntegrationSettings(
            type: type, apiBase: base(type, "api_base", "API of \(name)", api),
            app: App(
                clientID: .optionalText(type.rawValue, "client_id", meaning: "Client id of the app that you registered at \(name). Without it nobody can connect to \(name)."),
                clientSecret: .secret(type.rawValue, "client_secret", meaning: "Client secret of that app."),
                botToken: hasBot ? .secret(type.rawValue, "bot_token", meaning: "Token of that app's bot, which makes all calls. Needed too.") : nil,
                authorizeBase: base(type, "authorize_base", "consent page of \(name)", authorize),
                tokenBase: base(type, "token_base", "token calls of \(name)", token)), options: options)
    }

    private static func base(_ type: IntegrationType, _ key: String, _ what: String, _ standard: String) -> Setting<String?> {
        .optionalAddress(
            type.rawValue, key, meaning: "Address that stands in for `\(standard)`, the \(what): a proxy or a test server.")
    }

    var all: [any DescribedSetting] {
        guard let app else { return [apiBase] + options }
        let bot: [any DescribedSetting] = app.botToken.map { [$0] } ?? []
        return [app.clientID, app.clientSecret] + bot + [app.authorizeBase, app.tokenBase, apiBase] + options
    }
}
