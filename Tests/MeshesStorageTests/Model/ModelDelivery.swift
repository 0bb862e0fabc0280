import MeshesModel

/// A delivery as the store should hold it.
struct ModelDelivery {
    let id: Delivery.ID
    let event: Event.ID
    let rule: Rule.ID
    let connection: Connection.ID
    let createdAt: Timestamp
    var state: DeliveryState
    /// Its place in the queue; nil once it has ended.
    var due: Timestamp?
    /// Whether the node of the walk has it in its hands.
    var isHeld: Bool
    var parkedAt: Timestamp?
    var outcomes: [OutcomeCode] = []
}

/// An event as the store should hold it.
struct ModelEvent {
    let id: Event.ID
    let createdAt: Timestamp
    let deliveries: [Delivery.ID]
    var hasPayload = true
}
