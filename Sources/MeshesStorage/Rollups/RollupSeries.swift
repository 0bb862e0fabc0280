/// What is counted by the hour. The raw number is the store's.
public enum RollupSeries: Int, Hashable, Sendable, CaseIterable {
    /// Events by the hour of their creation and their present status.
    case events = 1
    /// Deliveries that ended, by connection and final status, by the hour they ended in.
    case deliveries = 2
    /// Completed deliveries by the time from acceptance to completion (`LatencyBucket`), by the hour they ended in.
    case latency = 3
    /// Attempts by connection and outcome, by the hour they ended in.
    case attempts = 4
    /// Deliveries that ended, by rule, connection and final status, by the hour they ended in.
    case rules = 5
}
