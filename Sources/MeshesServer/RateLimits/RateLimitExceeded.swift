import MeshesModel

/// A call that came too fast: 429 with `Retry-After` and the state of the bucket.
struct RateLimitExceeded: Error {
    var state: RateLimitState
    var message = "Too many requests. Wait as long as Retry-After says."

    var error: MeshesError {
        MeshesError(.tooManyRequests, message, retryAfter: state.retryAfter)
    }
}
