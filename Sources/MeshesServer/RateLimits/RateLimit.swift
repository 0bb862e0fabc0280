/// A sustained rate and the burst above it.
public struct RateLimit: Hashable, Sendable {
    /// Calls, or events, a second; 0 switches the limit off.
    public var perSecond: Double
    /// The most that may come at once after a pause; at least 1.
    public var burst: Int

    public init(perSecond: Double, burst: Int) {
        self.perSecond = perSecond
        self.burst = max(burst, 1)
    }

    /// No limit.
    public static let off = RateLimit(perSecond: 0, burst: 1)

    public var isOff: Bool { perSecond <= 0 }
}
