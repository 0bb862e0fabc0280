public import MeshesModel

/// What one delivery of an event must be, all at once, for the event to be shown; nil takes any.
public struct DeliveryFilter: Hashable, Sendable {
    public var connection: Connection.ID?
    public var rule: Rule.ID?
    public var type: IntegrationType?
    /// The result of one of its attempts.
    public var outcome: OutcomeCode?

    public init(
        connection: Connection.ID? = nil, rule: Rule.ID? = nil, type: IntegrationType? = nil, outcome: OutcomeCode? = nil
    ) {
        self.connection = connection
        self.rule = rule
        self.type = type
        self.outcome = outcome
    }

    var isEmpty: Bool { self == DeliveryFilter() }

    /// The condition on `deliveries d`, with its values.
    var condition: SQLCondition {
        var condition = SQLCondition.all
        if let connection { condition = condition.and("d.connection_id = ?", [.id(connection)]) }
        if let rule { condition = condition.and("d.rule_id = ?", [.id(rule)]) }
        if let type { condition = condition.and("d.type = ?", [.text(type.rawValue)]) }
        if let outcome {
            condition = condition.and(
                "EXISTS (SELECT 1 FROM attempts a WHERE a.event_id = d.event_id AND a.rule_id = d.rule_id AND a.outcome = ?)",
                [.int(outcome.rawValue)])
        }
        return condition
    }
}
