/// Which rules. All members that are set must be equal.
public struct RuleQuery: Sendable {
    public var event: String?
    public var resource: String?
    public var resourceID: String?

    public init(event: String? = nil, resource: String? = nil, resourceID: String? = nil) {
        self.event = event
        self.resource = resource
        self.resourceID = resourceID
    }

    var items: [(String, String?)] { [("event", event), ("resource", resource), ("resource_id", resourceID)] }
}
