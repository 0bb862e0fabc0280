import MeshesStorage
import Testing

@Suite struct LatencyBucketTests {
    @Test func quantilesAreInterpolatedWithinTheirBucket() throws {
        #expect(LatencyBucket.quantile(0.5, of: [:]) == nil)
        let bucket = LatencyBucket.bucket(milliseconds: 100)
        let upper = Double(try #require(LatencyBucket.upperBound(of: bucket)))
        let lower = Double(try #require(LatencyBucket.upperBound(of: bucket - 1)))
        #expect(LatencyBucket.quantile(0.5, of: [bucket: 10]) == (lower + upper) / 2)
        #expect(LatencyBucket.quantile(1, of: [bucket: 10]) == upper)
        let slow = LatencyBucket.bucket(milliseconds: 5_000)
        let median = try #require(LatencyBucket.quantile(0.5, of: [bucket: 99, slow: 1]))
        #expect(median > lower && median < upper)
        let last = try #require(LatencyBucket.quantile(0.999, of: [bucket: 99, slow: 1]))
        #expect(LatencyBucket.bucket(milliseconds: Int64(last)) == slow)
    }

    @Test func theLastBucketHasNoUpperEnd() throws {
        let last = LatencyBucket.count - 1
        let quantile = try #require(LatencyBucket.quantile(0.95, of: [last: 3]))
        #expect(quantile == Double(try #require(LatencyBucket.upperBound(of: last - 1))))
    }
}
