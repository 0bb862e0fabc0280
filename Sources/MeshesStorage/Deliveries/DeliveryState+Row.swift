import MeshesModel

extension DeliveryState {
    /// Columns of `deliveries d` that make a state.
    static let columns = """
        d.status, d.attempt_count, d.budget_used, d.series_started_at, d.started_at, d.completed_at, d.next_attempt_at, \
        d.last_error, d.cancel_requested, d.next_trigger
        """
    static let columnCount = 10

    /// - Parameter start: where `columns` begin in the row.
    init(_ row: any SQLRow, at start: Int) throws {
        self.init(
            status: try row.value(start), attemptCount: row.int(start + 1), budgetUsed: row.int(start + 2),
            seriesStartedAt: row.time(start + 3), startedAt: row.optionalTime(start + 4),
            completedAt: row.optionalTime(start + 5), nextAttemptAt: row.optionalTime(start + 6),
            lastError: row.optionalText(start + 7), cancelRequested: row.bool(start + 8), trigger: try row.value(start + 9))
    }
}
