/// The limits of api.md 10. Each can be switched off with a rate of 0.
public struct RateLimitSettings: Sendable {
    /// Single events, for each publishable key or machine key.
    public var events: RateLimit
    /// Events that come in bulk calls, for each publishable key or machine key.
    public var bulkEvents: RateLimit
    /// Management calls, for each machine key.
    public var management: RateLimit
    /// Calls of pages, for each embed session.
    public var sessions: RateLimit
    /// Launch documents, for each address; never applied to loopback.
    public var launches: RateLimit
    /// Refused credentials, for each address; never applied to loopback.
    public var failedCredentials: RateLimit
    /// Callers remembered by each limit. Beyond it, callers that have been quiet are forgotten first.
    public var callers: Int

    public init(
        events: RateLimit = RateLimit(perSecond: 1_000, burst: 2_000),
        bulkEvents: RateLimit = RateLimit(perSecond: 5_000, burst: 10_000),
        management: RateLimit = RateLimit(perSecond: 20, burst: 200),
        sessions: RateLimit = RateLimit(perSecond: 20, burst: 60),
        launches: RateLimit = RateLimit(perSecond: 1, burst: 60),
        failedCredentials: RateLimit = RateLimit(perSecond: 1, burst: 60),
        callers: Int = 50_000
    ) {
        self.events = events
        self.bulkEvents = bulkEvents
        self.management = management
        self.sessions = sessions
        self.launches = launches
        self.failedCredentials = failedCredentials
        self.callers = callers
    }

    /// No limits at all.
    public static let off = RateLimitSettings(
        events: .off, bulkEvents: .off, management: .off, sessions: .off, launches: .off, failedCredentials: .off)
}
