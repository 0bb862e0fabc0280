public import MeshesModel

/// The place of a delivery in the queue. `availableAt` doubles as the fence: who takes or gives back a delivery moves it, so
/// that whoever has an older value has lost it.
public struct QueueKey: Hashable, Sendable {
    public var connection: Connection.ID
    /// When the delivery is due, or, while a node holds it, until when that node may start an attempt.
    public var availableAt: Timestamp
    public var delivery: Delivery.ID

    public init(connection: Connection.ID, availableAt: Timestamp, delivery: Delivery.ID) {
        self.connection = connection
        self.availableAt = availableAt
        self.delivery = delivery
    }
}
