/// Latencies of a run, in microseconds.
struct Samples {
    private var values: [UInt32] = []

    var count: Int { values.count }

    mutating func add(nanoseconds: Int64) {
        values.append(UInt32(clamping: max(0, nanoseconds) / 1000))
    }

    /// Milliseconds under which the given parts (0…1) of the samples lie; nil when there are none.
    func percentiles(_ parts: [Double]) -> [Double]? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return parts.map { Double(sorted[min(sorted.count - 1, Int($0 * Double(sorted.count)))]) / 1000 }
    }

    /// The summary that goes into reports.
    var summary: Summary? {
        percentiles([0.5, 0.95, 0.99, 1]).map { Summary(p50: $0[0], p95: $0[1], p99: $0[2], max: $0[3], count: count) }
    }

    /// Milliseconds.
    struct Summary: Encodable {
        var p50: Double
        var p95: Double
        var p99: Double
        var max: Double
        var count: Int
    }
}
