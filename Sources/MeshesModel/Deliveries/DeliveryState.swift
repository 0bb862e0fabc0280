/// What the rules of a delivery's life look at and change. Storage keeps it, `DeliveryState+Transitions` moves it.
public struct DeliveryState: Hashable, Sendable {
    public var status: DeliveryStatus
    /// Finished attempts over the whole life.
    public var attemptCount: Int
    /// Attempts of this series that count against its schedule.
    public var budgetUsed: Int
    /// When the present series began: acceptance, or the manual retry of a failed delivery.
    public var seriesStartedAt: Timestamp
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    /// When the next attempt is due; nil while parked, in flight or terminal.
    public var nextAttemptAt: Timestamp?
    public var lastError: String?
    /// Someone cancelled it while an attempt was in flight.
    public var cancelRequested: Bool
    /// What sets off the next attempt.
    public var trigger: Attempt.Trigger

    public init(
        status: DeliveryStatus, attemptCount: Int = 0, budgetUsed: Int = 0, seriesStartedAt: Timestamp,
        startedAt: Timestamp? = nil, completedAt: Timestamp? = nil, nextAttemptAt: Timestamp? = nil,
        lastError: String? = nil, cancelRequested: Bool = false, trigger: Attempt.Trigger = .auto
    ) {
        self.status = status
        self.attemptCount = attemptCount
        self.budgetUsed = budgetUsed
        self.seriesStartedAt = seriesStartedAt
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.cancelRequested = cancelRequested
        self.trigger = trigger
    }

    /// When the present series was tried first; nil before its first attempt.
    public var firstTriedAt: Timestamp? {
        guard let startedAt, budgetUsed > 0 || startedAt >= seriesStartedAt else { return nil }
        return max(startedAt, seriesStartedAt)
    }
}
