import Foundation

/// The clock that everything is given, so that tests move time by hand.
public protocol TimeSource: Sendable {
    /// The present moment.
    func now() -> Timestamp
    /// Returns at `deadline` or soon after it; throws `CancellationError` when the task is cancelled first.
    func sleep(until deadline: Timestamp) async throws
}

extension TimeSource {
    /// Returns after `duration`.
    public func sleep(for duration: Duration) async throws {
        try await sleep(until: now() + duration)
    }
}

/// The machine's clock.
public struct SystemTime: TimeSource {
    public init() {}

    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public func sleep(until deadline: Timestamp) async throws {
        // In steps, so that a clock that is stepped forward is noticed within a second.
        while true {
            let left = deadline - now()
            guard left > .zero else { return }
            try await Task.sleep(for: min(left, .seconds(1)))
        }
    }
}
