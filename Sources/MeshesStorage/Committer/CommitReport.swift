/// What one round of the committer did.
public struct CommitReport: Hashable, Sendable {
    /// Calls that were carried out together.
    public var pieces: Int
    public var acceptances: Int
    public var changes: Int
    public var writes: Int
    /// From the first statement to the end of the commit.
    public var duration: Duration
    /// Calls that waited when the round ended.
    public var waiting: Int
    /// False when the round was rolled back and its pieces were carried out one by one.
    public var together: Bool

    public init(
        pieces: Int, acceptances: Int, changes: Int, writes: Int, duration: Duration, waiting: Int, together: Bool
    ) {
        self.pieces = pieces
        self.acceptances = acceptances
        self.changes = changes
        self.writes = writes
        self.duration = duration
        self.waiting = waiting
        self.together = together
    }
}
