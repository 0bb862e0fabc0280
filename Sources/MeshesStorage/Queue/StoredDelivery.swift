public import MeshesModel

/// A delivery with what the engine keeps of it besides what users see.
public struct StoredDelivery: Sendable {
    public var delivery: Delivery
    public var ruleVersion: Int64
    /// What transitions look at and change.
    public var state: DeliveryState
    /// When it was parked; nil while it is not.
    public var parkedAt: Timestamp?
    /// Its place in the queue; nil when terminal.
    public var key: QueueKey?
    /// The node that holds it; nil when nobody does.
    public var holder: Int?
    /// Nil when the payload is past its retention.
    public var payload: [UInt8]?

    public init(
        delivery: Delivery, ruleVersion: Int64, state: DeliveryState, parkedAt: Timestamp?, key: QueueKey?, holder: Int? = nil,
        payload: [UInt8]?
    ) {
        self.delivery = delivery
        self.ruleVersion = ruleVersion
        self.state = state
        self.parkedAt = parkedAt
        self.key = key
        self.holder = holder
        self.payload = payload
    }
}
