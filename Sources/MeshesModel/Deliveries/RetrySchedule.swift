/// When a failed delivery is tried again (delivery.md 4).
public struct RetrySchedule: Hashable, Sendable {
    /// The wait before each attempt of a series; the first is the wait before the first attempt and always zero.
    public var steps: [Duration]
    /// Each wait is spread evenly over ± this share of itself, so that retries do not fall into one moment.
    public var jitter: Double
    /// A series ends at this age, whatever attempts are left.
    public var window: Duration
    /// The longest wait that a destination may ask for.
    public static let longestWait: Duration = .seconds(24 * 3600)
    /// While a series is younger than this, rate-limited attempts do not use up its attempts.
    public static let rateLimitGrace: Duration = .seconds(24 * 3600)

    public init(steps: [Duration], jitter: Double = 0.2, window: Duration = .seconds(72 * 3600)) {
        self.steps = steps
        self.jitter = jitter
        self.window = window
    }

    /// Ten attempts over about 24 hours.
    public static let standard = RetrySchedule(steps: [0, 10, 30, 120, 600, 1800, 3600, 10800, 25200, 43200].map { .seconds($0) })

    /// Attempts in a series.
    public var attempts: Int { steps.count }

    /// The wait before the attempt that follows `used` attempts of the series; the last step when there are more.
    ///
    /// - Parameter spread: from −1 to 1, drawn by the caller; scales the jitter.
    public func wait(after used: Int, spread: Double = 0) -> Duration {
        guard let last = steps.indices.last else { return .zero }
        let step = steps[min(max(used, 0), last)]
        return step * (1 + jitter * min(max(spread, -1), 1))
    }
}
