public import MeshesModel

/// The place of a delivery in the queue. `availableAt` doubles as the fence: whoever holds an older value has lost the lease.
public struct QueueKey: Hashable, Sendable {
    public var connection: Connection.ID
    /// When the delivery is due, or, while it is leased, when the lease runs out.
    public var availableAt: Timestamp
    public var delivery: Delivery.ID

    public init(connection: Connection.ID, availableAt: Timestamp, delivery: Delivery.ID) {
        self.connection = connection
        self.availableAt = availableAt
        self.delivery = delivery
    }
}
