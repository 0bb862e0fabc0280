public import OrderedCollections

/// One run through a provider's consent page, from the click on "Connect" to the connection.
public struct OAuthSetup: Hashable, Sendable {
    public typealias ID = Identifier<OAuthSetup>

    /// How long somebody may take, from the click to the provider's answer.
    public static let lifetime: Duration = .seconds(600)

    /// What it leads to.
    public enum Purpose: Hashable, Sendable {
        case newConnection(name: String, hidden: Bool)
        /// New tokens for a connection that exists.
        case reconnection(Connection.ID)
    }

    /// Where it stands.
    public enum Progress: Hashable, Sendable {
        case waiting
        case done(Connection.ID)
        /// In words for the person who tried.
        case failed(String)
    }

    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var type: IntegrationType
    public var purpose: Purpose
    /// What was asked for about the sign-in itself, as its destination understands it; empty for a reconnection.
    public var settings: JSONObject
    public var progress: Progress
    /// Who began it; only they may ask how it went.
    public var createdBy: String
    public var createdAt: Timestamp
    public var expiresAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, type: IntegrationType, purpose: Purpose,
        settings: JSONObject = [:], progress: Progress = .waiting, createdBy: String, createdAt: Timestamp, expiresAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.type = type
        self.purpose = purpose
        self.settings = settings
        self.progress = progress
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
