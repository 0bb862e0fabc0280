public import MeshesModel

/// A delivery that is stored together with its event.
public struct NewDelivery: Sendable {
    public var id: Delivery.ID
    public var rule: Rule.ID
    public var ruleVersion: Int64
    public var connection: Connection.ID
    public var type: IntegrationType
    /// Now when any node may take it, `.never` when parked; else until when its holder may start an attempt.
    public var availableAt: Timestamp
    /// The node that takes it at once; nil for none.
    public var holder: Int?
    /// Why it is parked: it is stored as `retrying` with this as its last error. Nil: stored as `pending`.
    public var parkedReason: String?

    public init(
        id: Delivery.ID, rule: Rule.ID, ruleVersion: Int64, connection: Connection.ID, type: IntegrationType,
        availableAt: Timestamp, holder: Int? = nil, parkedReason: String? = nil
    ) {
        self.id = id
        self.rule = rule
        self.ruleVersion = ruleVersion
        self.connection = connection
        self.type = type
        self.availableAt = availableAt
        self.holder = holder
        self.parkedReason = parkedReason
    }
}
