public import MeshesModel

extension DeliveryChange {
    /// The change that takes a claimed delivery to the state that a transition gave.
    ///
    /// - Parameter next: its place in the queue; nil when the state is terminal.
    public init(
        of entry: QueueEntry, to state: DeliveryState, next: Timestamp?, attempt: Attempt?, details: ResponseDetails? = nil,
        at now: Timestamp
    ) {
        self.init(
            key: entry.key, workspace: entry.workspace, event: entry.event, rule: entry.rule, from: entry.status,
            expectsCancelRequested: entry.cancelRequested, to: state.status, next: next, attempt: attempt, details: details,
            attemptCount: state.attemptCount, budgetUsed: state.budgetUsed, seriesStartedAt: state.seriesStartedAt,
            trigger: state.trigger, startedAt: state.startedAt, completedAt: state.completedAt,
            nextAttemptAt: state.nextAttemptAt, lastError: state.lastError, holder: entry.holder, at: now)
    }
}
