public import MeshesModel

/// What a claim found.
public struct Claim: Sendable {
    /// The deliveries taken, the one that has been due for longest first.
    public var entries: [QueueEntry]
    /// When the connection's next delivery that nobody holds and that was not due yet will be; nil when there is none but parked
    /// ones.
    public var nextDue: Timestamp?

    public init(entries: [QueueEntry], nextDue: Timestamp?) {
        self.entries = entries
        self.nextDue = nextDue
    }
}
