/// Where a caller stands after a call: the `X-RateLimit-*` headers.
struct RateLimitState: Hashable, Sendable {
    /// The burst.
    var limit: Int
    /// Whole calls that may still follow at once.
    var remaining: Int
    /// Whole seconds until the bucket is full again.
    var reset: Int
    /// Whole seconds after which the refused call would pass; nil when it passed.
    var retryAfter: Int?
}
