public import MeshesModel

/// The app that the operator has registered at a provider.
public struct OAuthApp: Sendable {
    public var clientID: String
    public var clientSecret: Secret
    /// Of the app's bot, where it is the bot that acts and not the person.
    public var botToken: Secret?

    public init(clientID: String, clientSecret: Secret, botToken: Secret? = nil) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.botToken = botToken
    }
}

/// What the operator has set about signing in at one provider.
public struct OAuthConfiguration: Sendable {
    /// Nil until there is one.
    public var app: OAuthApp?
    /// Scheme, host and port in the place of the provider's own, without a slash at the end: where the consent page is, and
    /// where token calls go.
    public var authorizeRoot: String?
    public var tokenRoot: String?

    public init(app: OAuthApp? = nil, authorizeRoot: String? = nil, tokenRoot: String? = nil) {
        self.app = app
        self.authorizeRoot = authorizeRoot
        self.tokenRoot = tokenRoot
    }
}
