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
}
