public import MeshesModel

/// The size of the hot set.
public struct QueueStatistics: Hashable, Sendable {
    /// Deliveries that wait or are in flight, without the parked ones.
    public var waiting: Int
    /// The due time of the one that has been due for longest; nil when none is due.
    public var oldest: Timestamp?
    public var parked: Int

    public init(waiting: Int, oldest: Timestamp?, parked: Int) {
        self.waiting = waiting
        self.oldest = oldest
        self.parked = parked
    }
}
