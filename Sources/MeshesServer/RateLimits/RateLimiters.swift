import MeshesModel

/// The limits in force, one limiter for each class of call.
struct RateLimiters: Sendable {
    let events: RateLimiter
    let bulkEvents: RateLimiter
    let management: RateLimiter
    let sessions: RateLimiter
    let launches: RateLimiter
    let failedCredentials: RateLimiter

    init(_ settings: RateLimitSettings, share: NodeShare) {
        events = RateLimiter(settings.events, capacity: settings.callers, share: share)
        bulkEvents = RateLimiter(settings.bulkEvents, capacity: settings.callers, share: share)
        management = RateLimiter(settings.management, capacity: settings.callers, share: share)
        sessions = RateLimiter(settings.sessions, capacity: settings.callers, share: share)
        launches = RateLimiter(settings.launches, capacity: settings.callers, share: share)
        failedCredentials = RateLimiter(settings.failedCredentials, capacity: settings.callers, share: share)
    }

    /// The limiter that a caller's calls to an endpoint count against.
    func limiter(for gate: Endpoint.Gate, _ credential: VerifiedCredential) -> RateLimiter? {
        if credential.session != nil { return sessions }
        return switch gate {
        case .open, .launch: nil
        case .machine: management
        case .events: events
        case .bulkEvents: bulkEvents
        }
    }
}
