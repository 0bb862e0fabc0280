public import MeshesModel

/// What one run brings to a provider's consent page.
public struct OAuthRequest: Sendable {
    public var redirectURI: String
    public var state: Secret
    /// base64url of the SHA-256 of the verifier.
    public var challenge: String
    /// The account to sign in to again; nil for a new connection.
    public var account: OAuthAccount?
    /// See `OAuthDestination.signInSettings`.
    public var settings: JSONObject

    public init(redirectURI: String, state: Secret, challenge: String, account: OAuthAccount?, settings: JSONObject) {
        self.redirectURI = redirectURI
        self.state = state
        self.challenge = challenge
        self.account = account
        self.settings = settings
    }
}

/// What a run brought back from the consent page.
public struct OAuthCode: Sendable {
    public var code: Secret
    /// The same as in the request: providers compare it.
    public var redirectURI: String
    public var verifier: Secret
    /// See `OAuthDestination.signInSettings`.
    public var settings: JSONObject

    public init(code: Secret, redirectURI: String, verifier: Secret, settings: JSONObject) {
        self.code = code
        self.redirectURI = redirectURI
        self.verifier = verifier
        self.settings = settings
    }
}
