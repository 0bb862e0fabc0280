public import MeshesModel

/// Which connections a list shows; nil takes any.
public struct ConnectionFilter: Hashable, Sendable {
    public var type: IntegrationType?
    public var active: Bool?

    public init(type: IntegrationType? = nil, active: Bool? = nil) {
        self.type = type
        self.active = active
    }

    var condition: SQLCondition {
        var condition = SQLCondition.all
        if let type { condition = condition.and("c.type = ?", [.text(type.rawValue)]) }
        if let active { condition = condition.and("c.active = ?", [.bool(active)]) }
        return condition
    }

    /// What a cursor is bound to.
    var parts: [String?] { [type?.rawValue, active.map { "\($0)" }] }
}
