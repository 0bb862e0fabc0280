/// A round that has been carried out.
struct CommitterSettlement: Sendable {
    let report: CommitReport
    let untold: UntoldCallers
}

/// Those callers of a round who are told once it is durable.
struct UntoldCallers: Sendable {
    /// Tells each what became of its piece.
    let tell: @Sendable () -> Void
    /// Tells all of them that the round did not become durable.
    let fail: @Sendable (any Error) -> Void

    static let none = UntoldCallers(tell: {}, fail: { _ in })

    private init(tell: @escaping @Sendable () -> Void, fail: @escaping @Sendable (any Error) -> Void) {
        self.tell = tell
        self.fail = fail
    }

    init(of round: CommitterRound, tell: @escaping @Sendable () -> Void) {
        self.init(tell: tell, fail: { round.failUntold($0) })
    }
}
