/// The owner of everything in an installation: workspaces, keys, settings.
public struct Organization: Hashable, Sendable {
    public typealias ID = Identifier<Organization>

    /// Version 4.
    public var id: ID
    public var name: String
    public var createdAt: Timestamp

    public init(id: ID, name: String, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
    }
}
