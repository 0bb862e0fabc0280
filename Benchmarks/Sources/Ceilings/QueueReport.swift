/// What was measured while all that waited was claimed, and then completed.
struct QueueReport: Encodable {
    var deliveries: Int
    var claimedPerSecond: Double
    var completedPerSecond: Double

    /// Claims batch by batch until there is none, then completes them batch by batch.
    static func measure<Entry>(
        claim: () async throws -> [Entry], complete: ([Entry]) async throws -> Void
    ) async throws -> QueueReport {
        var batches: [[Entry]] = []
        let begun = monotonicNanoseconds()
        while case let batch = try await claim(), !batch.isEmpty { batches.append(batch) }
        let claimed = monotonicNanoseconds()
        for batch in batches { try await complete(batch) }
        let completed = monotonicNanoseconds()
        let count = batches.reduce(0) { $0 + $1.count }
        return QueueReport(
            deliveries: count, claimedPerSecond: Double(count) / (Double(claimed - begun) / 1e9),
            completedPerSecond: Double(count) / (Double(completed - claimed) / 1e9))
    }
}
