import MeshesModel
import Testing

@testable import MeshesServer

@Suite struct TokenBucketTests {
    let start = Timestamp(milliseconds: 1_000_000)
    let limit = RateLimit(perSecond: 2, burst: 4)

    @Test func emptiesAndFills() {
        var bucket = TokenBucket(limit, now: start)
        for left in [3, 2, 1, 0] {
            let state = bucket.take(1, limit: limit, now: start)
            #expect(state.remaining == left)
            #expect(state.retryAfter == nil)
            #expect(state.limit == 4)
        }
        let refused = bucket.take(1, limit: limit, now: start)
        #expect(refused.retryAfter == 1)
        #expect(refused.remaining == 0)
        #expect(refused.reset == 2)
        #expect(bucket.take(1, limit: limit, now: start + .milliseconds(499)).retryAfter == 1)
        #expect(bucket.take(1, limit: limit, now: start + .milliseconds(500)).retryAfter == nil)
        #expect(bucket.take(4, limit: limit, now: start + .seconds(1)).retryAfter == 2)
        #expect(bucket.take(4, limit: limit, now: start + .seconds(100)).remaining == 0)
    }

    @Test func refusedCallsCostNothing() {
        var bucket = TokenBucket(limit, now: start)
        _ = bucket.take(3, limit: limit, now: start)
        #expect(bucket.take(2, limit: limit, now: start).retryAfter != nil)
        #expect(bucket.take(1, limit: limit, now: start).retryAfter == nil)
    }

    @Test func nothingIsDearerThanTheBurst() {
        var bucket = TokenBucket(limit, now: start)
        #expect(bucket.take(100, limit: limit, now: start).retryAfter == nil)
    }

    @Test func clockMayStepBack() {
        var bucket = TokenBucket(limit, now: start)
        _ = bucket.take(4, limit: limit, now: start)
        #expect(bucket.take(1, limit: limit, now: start - .seconds(3600)).retryAfter == 1)
        #expect(bucket.take(1, limit: limit, now: start - .seconds(3599)).retryAfter == nil)
    }

    @Test func callersDoNotDisturbEachOther() {
        let limiter = RateLimiter(limit, capacity: 10)
        for _ in 0..<4 { #expect(limiter.take(for: "a", now: start)?.retryAfter == nil) }
        #expect(limiter.take(for: "a", now: start)?.retryAfter != nil)
        #expect(limiter.take(for: "b", now: start)?.retryAfter == nil)
    }

    @Test func manyCallersTakeBoundedRoom() {
        let limiter = RateLimiter(RateLimit(perSecond: 1, burst: 2), capacity: 100)
        for caller in 0..<10_000 { _ = limiter.take(for: "caller \(caller)", now: start) }
        #expect(limiter.callers <= 100)
        // Quiet callers go first: after their pause a busy one is still known.
        let later = start + .seconds(10)
        _ = limiter.take(2, for: "busy", now: later)
        for caller in 0..<90 { _ = limiter.take(for: "later \(caller)", now: later + .milliseconds(1)) }
        #expect(limiter.take(2, for: "busy", now: later + .milliseconds(1))?.retryAfter != nil)
    }

    @Test func zeroSwitchesOff() {
        #expect(RateLimiter(.off, capacity: 1).take(for: "a", now: start) == nil)
    }
}
