import MeshesModel
import Synchronization

/// One limit for many callers, each with a bucket of its own. Where nodes share it, each has its part.
final class RateLimiter: Sendable {
    private let whole: RateLimit
    private let share: NodeShare
    private let capacity: Int
    private let buckets: Mutex<[String: TokenBucket]>

    /// - Parameters:
    ///   - capacity: callers remembered at once.
    ///   - share: the nodes that have a part of it.
    init(_ limit: RateLimit, capacity: Int, share: NodeShare = NodeShare()) {
        whole = limit
        self.share = share
        self.capacity = max(capacity, 1)
        self.buckets = Mutex([:])
    }

    /// This node's part.
    var limit: RateLimit {
        RateLimit(perSecond: whole.perSecond / Double(share.count(.api)), burst: share.part(of: whole.burst, .api))
    }

    /// Takes `cost` from a caller's bucket; nil while the limit is off.
    func take(_ cost: Int = 1, for caller: String, now: Timestamp) -> RateLimitState? {
        let limit = limit
        guard !limit.isOff else { return nil }
        return buckets.withLock { buckets in
            if let index = buckets.index(forKey: caller) {
                return buckets.values[index].take(cost, limit: limit, now: now)
            }
            if buckets.count >= capacity { makeRoom(in: &buckets, now: now) }
            var bucket = TokenBucket(limit, now: now)
            defer { buckets[caller] = bucket }
            return bucket.take(cost, limit: limit, now: now)
        }
    }

    /// How many callers are remembered now.
    var callers: Int { buckets.withLock { $0.count } }

    /// Takes `cost`, or throws when it is not there.
    func require(_ cost: Int = 1, for caller: String, now: Timestamp) throws(RateLimitExceeded) -> RateLimitState? {
        guard let state = take(cost, for: caller, now: now) else { return nil }
        guard state.retryAfter == nil else { throw RateLimitExceeded(state: state) }
        return state
    }

    /// Forgets the callers whose buckets are full, which loses nothing; when all are busy, as many as it takes.
    private func makeRoom(in buckets: inout [String: TokenBucket], now: Timestamp) {
        let limit = limit
        buckets = buckets.filter { !$0.value.isFull(limit, now: now) }
        let keep = capacity * 3 / 4
        while buckets.count > keep, let caller = buckets.keys.first { buckets[caller] = nil }
    }
}
