/// What a delivery may meet with at any provider.
enum Situation: String, CaseIterable, Sendable {
    case delivered
    /// What was asked for is so already.
    case alreadyDone = "already done"
    case refusedData = "refused data"
    /// The token has run out and can be renewed.
    case expiredToken = "expired token"
    /// The key is dead, or the sign-in was taken back.
    case revoked
    case rateLimit = "rate limit"
    case serverError = "server error"
    /// No answer comes in time.
    case timeout
    /// The provider says itself that it took too long.
    case providerTimeout = "408"
    /// A success that is not the provider's.
    case wrongAnswer = "wrong answer"
    /// The provider does what it was asked for, and its answer gets lost.
    case lostAnswer = "lost answer"
    case redirect

    /// Seconds that a provider asks to wait, where it says for how long.
    static let wait = 42
}
