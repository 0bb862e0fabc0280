/// Which rules a list shows. All comparisons are exact and combined with "and"; nil takes any.
public struct RuleFilter: Hashable, Sendable {
    public var event: String?
    public var resource: String?
    public var resourceID: String?

    public init(event: String? = nil, resource: String? = nil, resourceID: String? = nil) {
        self.event = event
        self.resource = resource
        self.resourceID = resourceID
    }
}
