/// A grant to one workspace for somebody who looks at its pages inside another product. It outlives its tokens.
public struct EmbedSession: Hashable, Sendable {
    public typealias ID = Identifier<EmbedSession>

    public var id: ID { grant.session }
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var grant: SessionGrant
    /// The user in the host's own terms, for the audit; at most 255 characters.
    public var externalUser: String?
    /// Where launch URLs of it lead.
    public var launchPage: LaunchPage
    /// The only origins that may embed it; nil leaves that to the server's settings.
    public var allowedOrigins: [WebOrigin]?
    public var appearance: Appearance
    /// How long each access token lives.
    public var tokenLifetime: Duration
    /// Counts the access tokens; only the newest is good, and the one before it for a short while.
    public var generation: Int
    /// When the newest token was made.
    public var refreshedAt: Timestamp
    /// When the newest token expires.
    public var expiresAt: Timestamp
    /// `machine:<access key>` of the backend that minted it.
    public var createdBy: String
    public var createdAt: Timestamp
    public var revokedAt: Timestamp?

    public init(
        organization: Organization.ID, workspace: Workspace.ID, grant: SessionGrant, externalUser: String? = nil,
        launchPage: LaunchPage = .dashboard, allowedOrigins: [WebOrigin]? = nil, appearance: Appearance = Appearance(),
        tokenLifetime: Duration, generation: Int = 1, refreshedAt: Timestamp, expiresAt: Timestamp, createdBy: String,
        createdAt: Timestamp, revokedAt: Timestamp? = nil
    ) {
        self.organization = organization
        self.workspace = workspace
        self.grant = grant
        self.externalUser = externalUser
        self.launchPage = launchPage
        self.allowedOrigins = allowedOrigins
        self.appearance = appearance
        self.tokenLifetime = tokenLifetime
        self.generation = generation
        self.refreshedAt = refreshedAt
        self.expiresAt = expiresAt
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

extension EmbedSession {
    private static let prefix = "sess_"

    /// The form in which callers see an id: `sess_<uuid>`.
    public static func text(_ id: ID) -> String { prefix + id.description }

    /// Reads that form; nil for anything else.
    public static func id(_ text: some StringProtocol) -> ID? {
        text.hasPrefix(prefix) ? ID(text.dropFirst(prefix.count)) : nil
    }

    /// What the holder of its token may reach.
    public var access: Access { .session(grant, organization: organization, workspace: workspace) }
}
