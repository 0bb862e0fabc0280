public import MeshesModel

/// Which events of a workspace. All members that are set must be equal; those on deliveries hold for one and the same
/// delivery.
public struct EventQuery: Sendable {
    public var event: String?
    /// `pending`, `processing`, `retrying`, `completed`, `failed` or `canceled`.
    public var status: String?
    public var resource: String?
    public var resourceID: String?
    /// Accepted at this moment or later.
    public var since: Timestamp?
    /// Accepted before this moment.
    public var until: Timestamp?
    public var connection: ConnectionID?
    public var rule: RuleID?
    /// How one of the attempts ended, for example `timeout`.
    public var outcome: String?
    /// Only test events, or none of them.
    public var isTest: Bool?
    /// Whether each event brings its deliveries.
    public var withDeliveries: Bool

    public init(
        event: String? = nil, status: String? = nil, resource: String? = nil, resourceID: String? = nil,
        since: Timestamp? = nil, until: Timestamp? = nil, connection: ConnectionID? = nil, rule: RuleID? = nil,
        outcome: String? = nil, isTest: Bool? = nil, withDeliveries: Bool = false
    ) {
        self.event = event
        self.status = status
        self.resource = resource
        self.resourceID = resourceID
        self.since = since
        self.until = until
        self.connection = connection
        self.rule = rule
        self.outcome = outcome
        self.isTest = isTest
        self.withDeliveries = withDeliveries
    }

    var items: [(String, String?)] {
        [
            ("event", event), ("status", status), ("resource", resource), ("resource_id", resourceID),
            ("since", since?.description), ("until", until?.description), ("connection", connection?.description),
            ("rule", rule?.description), ("outcome", outcome), ("test", isTest.map { $0 ? "true" : "false" }),
            ("expand", withDeliveries ? "rule_events" : nil),
        ]
    }
}
