/// An event type or a resource that a workspace knows: made by its rules and by the events it has seen.
public struct CatalogEntry: Hashable, Sendable {
    public typealias ID = Identifier<CatalogEntry>

    /// What a catalogue lists.
    public enum Kind: Int, Sendable {
        case eventType = 1
        case resource = 2
    }

    public var id: ID
    public var workspace: Workspace.ID
    public var kind: Kind
    /// The value that events and rules carry.
    public var key: String
    public var label: String
    public var description: String?
    public var active: Bool
    public var createdBy: String?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ID, workspace: Workspace.ID, kind: Kind, key: String, label: String, description: String? = nil,
        active: Bool = true, createdBy: String?, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.workspace = workspace
        self.kind = kind
        self.key = key
        self.label = label
        self.description = description
        self.active = active
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
