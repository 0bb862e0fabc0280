/// What a bare program measured that commits one batch after the other.
struct CommitReport: Encodable {
    var events: Int
    var eventsPerSecond: Double
    /// Events a commit.
    var batch: Int
    /// Milliseconds a commit.
    var p50: Double
    var p99: Double

    /// Commits for so many seconds.
    static func measure(batch: Int, seconds: Double, _ commit: () throws -> Void) rethrows -> CommitReport {
        var commits = Samples()
        var count = 0
        let begun = monotonicNanoseconds()
        let end = begun + Int64(seconds * 1e9)
        var now = begun
        while now < end {
            try commit()
            let done = monotonicNanoseconds()
            commits.add(nanoseconds: done - now)
            count += batch
            now = done
        }
        let summary = commits.summary
        return CommitReport(
            events: count, eventsPerSecond: Double(count) / (Double(now - begun) / 1e9), batch: batch,
            p50: summary?.p50 ?? 0, p99: summary?.p99 ?? 0)
    }
}
