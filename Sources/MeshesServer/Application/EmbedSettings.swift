public import MeshesModel

/// How embed sessions behave.
public struct EmbedSettings: Sendable {
    /// What launch URLs begin with, without a slash at the end. Nil: the address under which the minting call came.
    public var url: String?
    /// Origins of sessions that are minted without any; empty lets every https page embed those.
    public var defaultOrigins: [WebOrigin]
    /// Whether a session must name its origins.
    public var requiresOrigins: Bool
    /// The age up to which a session may be refreshed.
    public var longestSession: Duration
    /// How long the access token before the newest is still taken after a refresh; 0 for not at all.
    public var grace: Duration

    public init(
        url: String? = nil, defaultOrigins: [WebOrigin] = [], requiresOrigins: Bool = false,
        longestSession: Duration = .seconds(86_400), grace: Duration = .seconds(30)
    ) {
        self.url = url
        self.defaultOrigins = defaultOrigins
        self.requiresOrigins = requiresOrigins
        self.longestSession = longestSession
        self.grace = grace
    }
}
