/// What a finished sign-in brought: who it was, and the tokens.
public struct NewGrant: Sendable {
    public var account: OAuthAccount
    public var scopes: [String]
    public var tokens: OAuthTokens

    public init(account: OAuthAccount, scopes: [String], tokens: OAuthTokens) {
        self.account = account
        self.scopes = scopes
        self.tokens = tokens
    }
}
