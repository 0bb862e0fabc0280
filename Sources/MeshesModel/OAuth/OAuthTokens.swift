/// What a provider hands out for a grant.
public struct OAuthTokens: Hashable, Sendable {
    public var access: Secret
    /// Nil where the provider gives none.
    public var refresh: Secret?
    public var issuedAt: Timestamp
    /// Nil for tokens that do not run out.
    public var expiresAt: Timestamp?

    public init(access: Secret, refresh: Secret? = nil, issuedAt: Timestamp, expiresAt: Timestamp? = nil) {
        self.access = access
        self.refresh = refresh
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// Whether it is time for new ones: less is left than a minute, or than a tenth of their life.
    public func isDue(at now: Timestamp) -> Bool {
        guard let expiresAt else { return false }
        let margin = max(.seconds(60), (expiresAt - issuedAt) / 10)
        return expiresAt - now < margin
    }

    /// Whether a call that starts now can still be made with them.
    public func isUsable(at now: Timestamp) -> Bool {
        guard let expiresAt else { return true }
        return expiresAt - now > .seconds(5)
    }

    /// These tokens after a refresh: a provider that sends no new refresh token means the old one to go on.
    public func replaced(by new: OAuthTokens) -> OAuthTokens {
        var next = new
        next.refresh = new.refresh ?? refresh
        return next
    }
}
