import MeshesModel

/// The allowance of one caller: it fills at a steady rate up to the burst, and each call takes from it.
struct TokenBucket: Sendable {
    private var tokens: Double
    private var filledAt: Timestamp

    init(_ limit: RateLimit, now: Timestamp) {
        tokens = Double(limit.burst)
        filledAt = now
    }

    /// Takes `cost` (cut to the burst, since nothing dearer could ever pass) or, when that is not there, nothing.
    mutating func take(_ cost: Int, limit: RateLimit, now: Timestamp) -> RateLimitState {
        fill(limit, now: now)
        let cost = Double(min(cost, limit.burst))
        var retryAfter: Int?
        if tokens >= cost {
            tokens -= cost
        } else {
            retryAfter = max(1, Int(((cost - tokens) / limit.perSecond).rounded(.up)))
        }
        return RateLimitState(
            limit: limit.burst, remaining: Int(tokens),
            reset: Int(((Double(limit.burst) - tokens) / limit.perSecond).rounded(.up)), retryAfter: retryAfter)
    }

    /// Whether forgetting the bucket changes nothing.
    func isFull(_ limit: RateLimit, now: Timestamp) -> Bool {
        tokens + max(0, (now - filledAt).inSeconds) * limit.perSecond >= Double(limit.burst)
    }

    private mutating func fill(_ limit: RateLimit, now: Timestamp) {
        // A clock that steps back adds nothing and takes nothing.
        if now > filledAt { tokens = min(Double(limit.burst), tokens + (now - filledAt).inSeconds * limit.perSecond) }
        filledAt = now
    }
}
