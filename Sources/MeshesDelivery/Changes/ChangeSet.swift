public import MeshesModel
public import OrderedCollections

/// Changes that have gathered since somebody looked last, each named once and never more than a fixed number.
public struct ChangeSet: Hashable, Sendable {
    /// Ids of each kind that are named; what is beyond them is `more`.
    static let limit = 200

    public private(set) var events: OrderedSet<Event.ID> = []
    public private(set) var connections: OrderedSet<Connection.ID> = []
    public private(set) var rules: OrderedSet<Rule.ID> = []
    /// Whether more has changed than is named here.
    public private(set) var more = false

    var isEmpty: Bool { events.isEmpty && connections.isEmpty && rules.isEmpty && !more }

    mutating func add(_ change: Change) {
        switch change {
        case .event(let id, _, _): add(id, to: \.events)
        case .connection(let id, _): add(id, to: \.connections)
        case .rule(let id, _, _, _): add(id, to: \.rules)
        case .manyEvents: more = true
        }
    }

    private mutating func add<ID>(_ id: ID, to ids: WritableKeyPath<ChangeSet, OrderedSet<ID>>) {
        if self[keyPath: ids].count < Self.limit { self[keyPath: ids].append(id) } else { more = true }
    }
}
