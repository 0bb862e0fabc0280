import MeshesModel
import MeshesStorage

extension QueryParameters {
    static let defaultLimit = 50

    /// `limit` and `cursor`, which every paged list takes.
    mutating func page() -> PageRequest {
        PageRequest(
            limit: integer("limit", in: 1...200) ?? Self.defaultLimit, after: text("cursor").map { Cursor($0) })
    }

    /// `event`, `resource`, `resource_id` and `connection` of a list of rules.
    mutating func ruleFilter() -> RuleFilter {
        RuleFilter(
            event: text("event"), resource: text("resource"), resourceID: text("resource_id"), connection: id("connection"))
    }

    /// `type` and `active` of a list of connections.
    mutating func connectionFilter() -> ConnectionFilter {
        ConnectionFilter(
            type: choice("type", IntegrationType.allCases.map { ($0.rawValue, $0) }), active: bool("active"))
    }

    /// `expand=activity`.
    mutating func expandsActivity() -> Bool {
        choice("expand", [("activity", true)]) ?? false
    }

    /// What narrows a list of events.
    mutating func eventFilter() -> EventFilter {
        EventFilter(
            event: text("event"), status: choice("status", DeliveryStatus.allCases.map { ($0.name, $0) }),
            resource: text("resource"), resourceID: text("resource_id"), since: time("since"), until: time("until"),
            isTest: bool("test"), ids: idsBeginning("q"),
            delivery: DeliveryFilter(
                connection: id("connection"), rule: id("rule"),
                type: choice("integration", IntegrationType.allCases.map { ($0.rawValue, $0) }),
                outcome: choice("outcome", OutcomeCode.allCases.map { ($0.name, $0) })))
    }

    /// `expand=rule_events`.
    mutating func expandsDeliveries() -> Bool {
        choice("expand", [("rule_events", true)]) ?? false
    }
}
