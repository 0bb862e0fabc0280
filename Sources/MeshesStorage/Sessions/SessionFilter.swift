/// Which sessions a list shows. All comparisons are exact and combined with "and"; nil takes any.
public struct SessionFilter: Hashable, Sendable {
    /// Whether they are revoked. Expired ones count by this alone.
    public var isRevoked: Bool?
    public var resource: String?
    public var resourceID: String?

    public init(isRevoked: Bool? = nil, resource: String? = nil, resourceID: String? = nil) {
        self.isRevoked = isRevoked
        self.resource = resource
        self.resourceID = resourceID
    }
}
