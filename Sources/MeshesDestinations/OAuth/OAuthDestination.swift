public import MeshesModel

/// A destination whose connections are made by signing in at the provider. What is written here is what providers differ
/// in; tickets, states, sharing and refreshing are the same for all and live above.
public protocol OAuthDestination: Destination {
    /// The operator's app at the provider and where it is; `app` is nil until the settings name one.
    var client: OAuthClient { get }
    var consent: OAuthConsent { get }

    /// Parameters of the consent page beside the standard ones.
    ///
    /// - Parameter account: the one that is being signed in to again; nil for a new connection.
    func authorizationParameters(reconnecting account: OAuthAccount?) -> [(String, String)]

    /// The client that a sign-in goes through, at providers that have several hosts for it.
    ///
    /// - Parameter settings: of the sign-in; for one that exists, the details of its account.
    func client(for settings: JSONObject) -> OAuthClient

    /// Checks what a caller asks for about the sign-in itself. Makes no request.
    ///
    /// - Returns: what is to be kept until the sign-in is done.
    /// - Throws: `badRequest` naming each member as `metadata.<key>`.
    func signInSettings(from metadata: JSONObject) throws(MeshesError) -> JSONObject

    /// Turns the code of a consent into tokens, and finds out whose they are.
    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant

    /// Spends the refresh token. Called by one at a time for each grant.
    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal

    /// For how long tokens may lie unused before they are renewed although nobody needs them; nil where refresh tokens do not
    /// die of that.
    var idleLifetime: Duration? { get }

    /// Who removed the app, according to a call to the address of the callback; nil when the call does not prove that it
    /// comes from the provider.
    func uninstalled(_ notice: UninstallNotice, from app: OAuthApp) -> UninstalledAccount?

    /// Tells the provider that the tokens are not needed any more.
    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure)
}

extension OAuthDestination {
    public func authorizationParameters(reconnecting account: OAuthAccount?) -> [(String, String)] { [] }
    public var idleLifetime: Duration? { nil }
    public func uninstalled(_ notice: UninstallNotice, from app: OAuthApp) -> UninstalledAccount? { nil }
    public func client(for settings: JSONObject) -> OAuthClient { client }
    public func signInSettings(from metadata: JSONObject) throws(MeshesError) -> JSONObject { [:] }

    /// The provider's consent page for one run.
    public func authorizationURL(_ request: OAuthRequest, with app: OAuthApp) -> String {
        var parameters = [
            ("response_type", "code"), ("client_id", app.clientID),
            ("redirect_uri", request.redirectURI), ("state", request.state.reveal()),
        ]
        if !consent.scopes.isEmpty { parameters.append(("scope", consent.scopes.joined(separator: consent.scopeSeparator))) }
        if consent.usesPKCE {
            parameters += [("code_challenge", request.challenge), ("code_challenge_method", "S256")]
        }
        parameters += authorizationParameters(reconnecting: request.account)
        return client(for: request.settings).authorizeRoot + consent.authorizePath + "?" + FormEncoding.encode(parameters)
    }

    /// Such tokens are made by signing in, never by sending settings.
    public func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings {
        guard let stored else {
            throw MeshesError(.unprocessableEntity, "Connections to \(integration.name) need a sign-in there, so they are made in the user interface.")
        }
        return stored
    }

    public func check(
        _ settings: ConnectionSettings, replacing stored: ConnectionSettings?, workspace: Workspace.ID
    ) async throws(MeshesError) -> JSONObject { [:] }
}
