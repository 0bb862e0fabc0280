public import MeshesModel

/// The figures of a workspace over a span of whole hours, as far as an access may see them.
public struct Dashboard: Sendable {
    public var workspace: Workspace
    /// Events by the hour of their acceptance and their present status.
    public var events: [EventCount] = []
    /// Deliveries that ended, by connection.
    public var connections: [ConnectionCount] = []
    /// Completed deliveries by the time from acceptance to completion (`LatencyBucket`).
    public var latency: [Int: Int64] = [:]
    public var inactiveConnections: [InactiveConnection] = []
    public var failingRules: [FailingRule] = []
    public var recentFailures: [RecentFailure] = []
    public var hasConnection = false
    public var hasRule = false
    public var hasEvent = false
    /// Whether there are more events than were counted.
    public var isTruncated = false

    /// Events of one hour that have one status.
    public struct EventCount: Hashable, Sendable {
        /// Hours since 1970.
        public var hour: Int64
        public var status: DeliveryStatus
        public var count: Int64
    }

    /// Deliveries of one connection.
    public struct ConnectionCount: Hashable, Sendable {
        public var id: Connection.ID
        public var name: String
        public var type: IntegrationType
        public var completed: Int64
        public var failed: Int64
    }

    /// A connection that is switched off.
    public struct InactiveConnection: Hashable, Sendable {
        public var id: Connection.ID
        public var name: String
        public var type: IntegrationType
        public var reason: InactiveReason?
        public var detail: String?
        public var since: Timestamp?
        /// Deliveries that wait for it, counted up to `ActivityRepository.waitingLimit`.
        public var waiting: Int
    }

    /// A rule that has had no success for a while.
    public struct FailingRule: Hashable, Sendable {
        public var id: Rule.ID
        public var event: String
        public var connection: Connection.ID
        public var connectionName: String
        public var type: IntegrationType
        public var since: Timestamp
        /// Attempts that failed since.
        public var failures: Int
    }

    /// A delivery that was given up.
    public struct RecentFailure: Hashable, Sendable {
        public var delivery: Delivery
        /// Nil when the connection was deleted.
        public var connectionName: String?
    }
}
