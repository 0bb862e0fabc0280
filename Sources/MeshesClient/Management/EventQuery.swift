/// Which events of a workspace. All members that are set must be equal.
public struct EventQuery: Sendable {
    public var event: String?
    /// `pending`, `processing`, `retrying`, `completed`, `failed` or `canceled`.
    public var status: String?
    public var resource: String?
    public var resourceID: String?
    /// Whether each event brings its deliveries.
    public var withDeliveries: Bool

    public init(
        event: String? = nil, status: String? = nil, resource: String? = nil, resourceID: String? = nil, withDeliveries: Bool = false
    ) {
        self.event = event
        self.status = status
        self.resource = resource
        self.resourceID = resourceID
        self.withDeliveries = withDeliveries
    }

    var items: [(String, String?)] {
        [
            ("event", event), ("status", status), ("resource", resource), ("resource_id", resourceID),
            ("expand", withDeliveries ? "rule_events" : nil),
        ]
    }
}
