/// A configured destination of a workspace.
public struct Connection: Sendable {
    public typealias ID = Identifier<Connection>

    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    public var type: IntegrationType
    /// 1 to 128 characters of `[a-zA-Z0-9 _-]`, unique in the workspace.
    public var name: String
    /// Settings without the secret ones.
    public var metadata: JSONObject
    /// Secret settings by their key; a key of `custom_headers` holds JSON text. Encrypted in the store.
    public var secrets: [String: Secret]
    /// What it signs in with; nil for types without OAuth.
    public var grant: OAuthGrant.ID?
    public var active: Bool
    /// Why it is off; nil also while off for a reason that has no code, see `inactiveDetail`.
    public var inactiveReason: InactiveReason?
    /// What happened, in words.
    public var inactiveDetail: String?
    public var inactiveSince: Timestamp?
    public var hidden: Bool
    /// Rises by one with each change; caches compare it.
    public var version: Int64
    public var createdBy: String
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, type: IntegrationType, name: String,
        metadata: JSONObject, secrets: [String: Secret] = [:], grant: OAuthGrant.ID? = nil, active: Bool = true, inactiveReason: InactiveReason? = nil,
        inactiveDetail: String? = nil, inactiveSince: Timestamp? = nil, hidden: Bool = false, version: Int64 = 1,
        createdBy: String, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.type = type
        self.name = name
        self.metadata = metadata
        self.secrets = secrets
        self.grant = grant
        self.active = active
        self.inactiveReason = inactiveReason
        self.inactiveDetail = inactiveDetail
        self.inactiveSince = inactiveSince
        self.hidden = hidden
        self.version = version
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// Why a connection is switched off.
public enum InactiveReason: String, Hashable, Sendable, Codable {
    case authenticationInvalid = "authentication_invalid"
    case oauthAuthorizationRevoked = "oauth_authorization_revoked"
    case oauthReauthorizationRequired = "oauth_reauthorization_required"
    case manuallyInactivated = "manually_inactivated"
}
