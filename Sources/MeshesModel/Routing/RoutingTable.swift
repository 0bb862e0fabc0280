/// The rules of one workspace, ready for matching, with what acceptance must know of their connections.
public struct RoutingTable: Sendable {
    /// One active rule.
    public struct Route: Hashable, Sendable {
        public var rule: Rule.ID
        public var ruleVersion: Int64
        public var connection: Connection.ID
        public var type: IntegrationType
        public var resource: String?
        public var resourceID: String?
        /// False while the connection is switched off: the delivery is made and parked.
        public var connectionActive: Bool

        public init(
            rule: Rule.ID, ruleVersion: Int64, connection: Connection.ID, type: IntegrationType,
            resource: String?, resourceID: String?, connectionActive: Bool
        ) {
            self.rule = rule
            self.ruleVersion = ruleVersion
            self.connection = connection
            self.type = type
            self.resource = resource
            self.resourceID = resourceID
            self.connectionActive = connectionActive
        }
    }

    public let organization: Organization.ID
    public let workspace: Workspace.ID
    /// The workspace's routing version when this was read. Acceptance under an older one is matched again.
    public let version: Int64
    private let routes: [String: [Route]]
    private let active: Set<Rule.ID>

    /// - Parameter routes: active rules by event name.
    public init(organization: Organization.ID, workspace: Workspace.ID, version: Int64, routes: [String: [Route]]) {
        self.organization = organization
        self.workspace = workspace
        self.version = version
        self.routes = routes
        self.active = Set(routes.values.joined().map(\.rule))
    }

    /// Whether a rule is in force.
    public func isActive(_ rule: Rule.ID) -> Bool { active.contains(rule) }

    /// The route of a rule; nil when it is not in force.
    public func route(of rule: Rule.ID) -> Route? {
        isActive(rule) ? routes.values.joined().first { $0.rule == rule } : nil
    }

    /// The routes of an event: equal name; a rule without a resource takes any, one with a resource needs it equal, one
    /// with a resource id needs both equal (delivery.md 2). All comparisons are exact.
    public func matches(event: String, resource: String, resourceID: String?) -> [Route] {
        guard let candidates = routes[event] else { return [] }
        return candidates.filter { route in
            (route.resource == nil || route.resource == resource)
                && (route.resourceID == nil || route.resourceID == resourceID)
        }
    }
}
