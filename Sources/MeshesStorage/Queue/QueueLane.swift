public import MeshesModel

/// A connection that has deliveries in the queue.
public struct QueueLane: Hashable, Sendable {
    public var connection: Connection.ID
    public var workspace: Workspace.ID
    /// The first due time that the asking node may claim; `.never` when all are parked.
    public var earliest: Timestamp

    public init(connection: Connection.ID, workspace: Workspace.ID, earliest: Timestamp) {
        self.connection = connection
        self.workspace = workspace
        self.earliest = earliest
    }
}
