/// How a provider's consent page wants to be asked.
public struct OAuthConsent: Sendable {
    /// Begins with a slash.
    public var authorizePath: String
    /// Empty where they are set on the app and not asked for.
    public var scopes: [String]
    /// Between scopes: a space by the standard, a comma at some providers.
    public var scopeSeparator: String
    /// Whether a code challenge (S256) may be sent.
    public var usesPKCE: Bool

    public init(authorizePath: String, scopes: [String], scopeSeparator: String = " ", usesPKCE: Bool) {
        self.authorizePath = authorizePath
        self.scopes = scopes
        self.scopeSeparator = scopeSeparator
        self.usesPKCE = usesPKCE
    }
}
