/// Classes of a duration: two a doubling, from 1 ms to about 12 days.
public enum LatencyBucket {
    /// The number of buckets.
    public static let count = 61

    /// The bucket of a duration in milliseconds.
    public static func bucket(milliseconds: Int64) -> Int {
        guard milliseconds > 0 else { return 0 }
        let exponent = Int64.bitWidth - 1 - milliseconds.leadingZeroBitCount
        let half = exponent > 0 && milliseconds >> (exponent - 1) & 1 == 1 ? 1 : 0
        return min(1 + 2 * exponent + half, count - 1)
    }

    /// The first millisecond that no longer lies in a bucket; nil for the last, which has no end.
    public static func upperBound(of bucket: Int) -> Int64? {
        guard bucket < count - 1 else { return nil }
        guard bucket > 0 else { return 1 }
        let exponent = (bucket - 1) / 2
        let base: Int64 = 1 << Int64(exponent)
        guard exponent > 0 else { return 2 }
        return (bucket - 1) % 2 == 0 ? base + base / 2 : base * 2
    }

    /// The duration in milliseconds that `share` of all counted ones stay below, interpolated within its bucket; nil when
    /// nothing was counted.
    ///
    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - counts: how many durations fell into each bucket.
    public static func quantile(_ share: Double, of counts: [Int: Int64]) -> Double? {
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return nil }
        let wanted = share * Double(total)
        var below: Int64 = 0
        for (bucket, count) in counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            let lower = Double(bucket > 0 ? upperBound(of: bucket - 1) ?? 0 : 0)
            guard Double(below + count) < wanted else {
                let upper = upperBound(of: bucket).map(Double.init) ?? lower
                return lower + (upper - lower) * (wanted - Double(below)) / Double(count)
            }
            below += count
        }
        return nil
    }
}
