/// A browser-safe key of one workspace: good for the two ingestion calls and nothing else (api.md 3.3).
public struct PublishableKey: Hashable, Sendable {
    public typealias ID = Identifier<PublishableKey>

    public var id: ID
    public var organization: Organization.ID
    public var workspace: Workspace.ID
    /// `mesh_pub_<a>_<b>_<c>`; the third part is hexadecimal, since the clients refuse `_` in it.
    public var key: String
    public var name: String
    public var createdAt: Timestamp
    public var revokedAt: Timestamp?

    public init(
        id: ID, organization: Organization.ID, workspace: Workspace.ID, key: String, name: String,
        createdAt: Timestamp, revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.organization = organization
        self.workspace = workspace
        self.key = key
        self.name = name
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}
