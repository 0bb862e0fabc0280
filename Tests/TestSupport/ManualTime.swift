public import MeshesModel
import Synchronization

/// A clock that stands still until a test moves it.
///
/// Sleepers whose deadline is reached wake in the order of their deadlines, then in the order in which they fell asleep.
/// A test that must not run ahead of the code under test waits with `sleepers(atLeast:)` before it advances.
public final class ManualTime: TimeSource {
    private struct Sleeper {
        var deadline: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }
    private struct Watcher {
        var count: Int
        var deadline: Timestamp
        var continuation: CheckedContinuation<Void, Never>
    }
    private struct State {
        var now: Timestamp
        var lastNumber = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Watcher] = []

        func count(dueBy deadline: Timestamp) -> Int {
            deadline == .never ? sleepers.count : sleepers.values.count { $0.deadline <= deadline }
        }

        mutating func takeSatisfiedWatchers() -> [Watcher] {
            let all = watchers
            watchers = all.filter { count(dueBy: $0.deadline) < $0.count }
            return all.filter { count(dueBy: $0.deadline) >= $0.count }
        }
    }

    private let state: Mutex<State>

    /// - Parameter start: the first moment; 2026-01-01T00:00:00Z unless told.
    public init(_ start: Timestamp = Timestamp(milliseconds: 1_767_225_600_000)) {
        state = Mutex(State(now: start))
    }

    public func now() -> Timestamp { state.withLock { $0.now } }

    public func sleep(until deadline: Timestamp) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(number, Sleeper(deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the clock and wakes everyone whose deadline is reached. A sleeper that goes to sleep again measures from the
    /// new moment; use several small steps where that matters.
    public func advance(by duration: Duration) {
        advance(to: now() + duration)
    }

    /// Moves the clock to a moment; an earlier one than now steps the clock back and wakes nobody.
    public func advance(to moment: Timestamp) {
        let due = state.withLock { state in
            state.now = moment
            let due = state.sleepers.filter { $0.value.deadline <= moment }
            for number in due.keys { state.sleepers[number] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
        }
        for (_, sleeper) in due { sleeper.continuation.resume() }
    }

    /// How many tasks sleep now.
    public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The earliest deadline somebody waits for; nil when nobody sleeps.
    public var nextDeadline: Timestamp? { state.withLock { $0.sleepers.values.map(\.deadline).min() } }

    /// Returns once at least `count` tasks sleep that are due by `deadline`, without any waiting on the wall clock.
    public func sleepers(atLeast count: Int, dueBy deadline: Timestamp = .never) async {
        await withCheckedContinuation { continuation in
            let enough = state.withLock { state in
                if state.count(dueBy: deadline) >= count { return true }
                state.watchers.append(Watcher(count: count, deadline: deadline, continuation: continuation))
                return false
            }
            if enough { continuation.resume() }
        }
    }

    private func fallAsleep(_ number: Int, _ sleeper: Sleeper) {
        enum Reply { case cancelled, reached, asleep([Watcher]) }
        let reply = state.withLock { state -> Reply in
            // A cancellation that came before this finds nobody to wake, so it is looked for under the lock.
            if Task.isCancelled { return .cancelled }
            if sleeper.deadline <= state.now { return .reached }
            state.sleepers[number] = sleeper
            return .asleep(state.takeSatisfiedWatchers())
        }
        switch reply {
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        case .reached: sleeper.continuation.resume()
        case .asleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        }
    }
}
