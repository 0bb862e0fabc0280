import MeshesModel
import MeshesStorage

extension QueryParameters {
    static let defaultLimit = 50

    /// `limit` and `cursor`, which every paged list takes.
    mutating func page() -> PageRequest {
        PageRequest(
            limit: integer("limit", in: 1...200) ?? Self.defaultLimit, after: text("cursor").map { Cursor($0) })
    }

    /// `event`, `resource` and `resource_id` of a list of rules.
    mutating func ruleFilter() -> RuleFilter {
        RuleFilter(event: text("event"), resource: text("resource"), resourceID: text("resource_id"))
    }

    /// The same with `status`, of a list of events.
    mutating func eventFilter() -> EventFilter {
        EventFilter(
            event: text("event"), status: choice("status", DeliveryStatus.allCases.map { ($0.name, $0) }),
            resource: text("resource"), resourceID: text("resource_id"))
    }

    /// `expand=rule_events`.
    mutating func expandsDeliveries() -> Bool {
        choice("expand", [("rule_events", true)]) ?? false
    }
}
