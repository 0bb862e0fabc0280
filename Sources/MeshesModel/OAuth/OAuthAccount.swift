public import OrderedCollections

/// The account at a provider that a grant opens, as the provider named it when somebody signed in there.
public struct OAuthAccount: Hashable, Sendable {
    /// The provider's id of the account: a team, a portal, an organisation.
    public var id: String
    /// The provider's id of the person; empty where the tokens belong to the account as a whole (a bot).
    public var user: String
    /// For people; nil where the provider tells none.
    public var name: String?
    /// What else the connector must know of the account. Shown in a connection's metadata, so never secret.
    public var details: JSONObject

    public init(id: String, user: String = "", name: String? = nil, details: JSONObject = [:]) {
        self.id = id
        self.user = user
        self.name = name
        self.details = details
    }
}
