import MeshesModel
import MeshesStorage

/// What somebody should look at.
struct AttentionReply: Encodable, Sendable {
    struct InactiveConnection: Encodable, Sendable {
        var id: Connection.ID
        var name: String
        var type: IntegrationType
        var inactiveReason: InactiveReason?
        var inactiveDetail: String?
        var inactiveSince: Timestamp?
        var waiting: Int

        enum CodingKeys: String, CodingKey {
            case id, name, type, waiting
            case inactiveReason = "inactive_reason"
            case inactiveDetail = "inactive_detail"
            case inactiveSince = "inactive_since"
        }
    }

    struct FailingRule: Encodable, Sendable {
        var id: Rule.ID
        var event: String
        var connection: Connection.ID
        var connectionName: String
        var type: IntegrationType
        var failingSince: Timestamp
        /// Attempts.
        var failed: Int

        enum CodingKeys: String, CodingKey {
            case id, event, connection, type, failed
            case connectionName = "connection_name"
            case failingSince = "failing_since"
        }
    }

    struct RecentFailure: Encodable, Sendable {
        var eventID: Event.ID
        var event: String
        var ruleID: Rule.ID
        var connection: Connection.ID
        var connectionName: String?
        var type: IntegrationType
        var message: String?
        var at: Timestamp?

        enum CodingKeys: String, CodingKey {
            case event, connection, type, message, at
            case eventID = "event_id"
            case ruleID = "rule_id"
            case connectionName = "connection_name"
        }
    }

    var inactiveConnections: [InactiveConnection]
    var failingRules: [FailingRule]
    var recentFailures: [RecentFailure]

    enum CodingKeys: String, CodingKey {
        case inactiveConnections = "inactive_connections"
        case failingRules = "failing_rules"
        case recentFailures = "recent_failures"
    }

    init(_ figures: Dashboard) {
        inactiveConnections = figures.inactiveConnections.map {
            InactiveConnection(
                id: $0.id, name: $0.name, type: $0.type, inactiveReason: $0.reason, inactiveDetail: $0.detail,
                inactiveSince: $0.since, waiting: $0.waiting)
        }
        failingRules = figures.failingRules.map {
            FailingRule(
                id: $0.id, event: $0.event, connection: $0.connection, connectionName: $0.connectionName, type: $0.type,
                failingSince: $0.since, failed: $0.failures)
        }
        recentFailures = figures.recentFailures.map { failure in
            let delivery = failure.delivery
            return RecentFailure(
                eventID: delivery.event, event: delivery.eventName, ruleID: delivery.rule, connection: delivery.connection,
                connectionName: failure.connectionName, type: delivery.type, message: delivery.lastError,
                at: delivery.completedAt)
        }
    }
}
