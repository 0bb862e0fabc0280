/// A pair of access key and secret with which a backend signs its machine tokens (api.md 3.2).
public struct MachineKey: Sendable {
    public typealias ID = Identifier<MachineKey>

    public var id: ID
    public var organization: Organization.ID
    /// `mk_` and at least 22 characters of `[A-Za-z0-9_-]`; the `kid` of a machine token.
    public var accessKey: String
    /// At least 43 characters; its UTF-8 bytes are the HMAC key.
    public var secret: Secret
    public var name: String
    /// Limits the key to one workspace; nil reaches all of the organisation.
    public var workspace: Workspace.ID?
    public var createdAt: Timestamp
    public var expiresAt: Timestamp?
    public var revokedAt: Timestamp?

    public init(
        id: ID, organization: Organization.ID, accessKey: String, secret: Secret, name: String,
        workspace: Workspace.ID? = nil, createdAt: Timestamp, expiresAt: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.organization = organization
        self.accessKey = accessKey
        self.secret = secret
        self.name = name
        self.workspace = workspace
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }
}
