/// What somebody allowed this server to do at a provider: one row for an account and a person, shared by all connections of
/// an organisation that were made with it, because a provider may end the older tokens when it hands out newer ones.
public struct OAuthGrant: Sendable {
    public typealias ID = Identifier<OAuthGrant>

    /// The grant cannot be used any more; signing in again makes it good.
    public struct End: Hashable, Sendable {
        public var reason: InactiveReason
        /// What happened, in words.
        public var detail: String

        public init(_ reason: InactiveReason, _ detail: String) {
            self.reason = reason
            self.detail = detail
        }
    }

    public var id: ID
    public var organization: Organization.ID
    public var type: IntegrationType
    public var account: OAuthAccount
    public var scopes: [String]
    public var tokens: OAuthTokens
    /// Nil while it is good.
    public var end: End?
    /// Rises by one with each change of tokens; whoever waits for newer ones compares it.
    public var version: Int64
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, type: IntegrationType, account: OAuthAccount, scopes: [String],
        tokens: OAuthTokens, end: End? = nil, version: Int64 = 1, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.type = type
        self.account = account
        self.scopes = scopes
        self.tokens = tokens
        self.end = end
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
