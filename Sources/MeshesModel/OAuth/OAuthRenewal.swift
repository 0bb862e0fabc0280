public import OrderedCollections

/// What spending a refresh token has brought.
public struct OAuthRenewal: Sendable {
    public var tokens: OAuthTokens
    /// What the provider says anew of the account; empty for nothing. Replaces members of `OAuthAccount.details`.
    public var details: JSONObject

    public init(_ tokens: OAuthTokens, details: JSONObject = [:]) {
        self.tokens = tokens
        self.details = details
    }
}
