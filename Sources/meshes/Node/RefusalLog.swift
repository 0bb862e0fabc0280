import Logging
import MeshesStorage
import Synchronization

/// Says why the store takes nothing, once in a while: a store that is away refuses many calls a second, all for one reason.
final class RefusalLog: Sendable {
    private struct State {
        var reason: String?
        var said: ContinuousClock.Instant?
        var kept = 0
    }

    private static let pause = Duration.seconds(10)

    private let logger: Logger
    private let state = Mutex(State())

    init(logger: Logger) {
        self.logger = logger
    }

    func note(_ failure: DatabaseFailure) {
        let now = ContinuousClock.now
        let before: Int? = state.withLock { state in
            if state.reason == failure.message, let said = state.said, now - said < Self.pause {
                state.kept += 1
                return nil
            }
            defer { state = State(reason: failure.message, said: now) }
            return state.kept
        }
        guard let before else { return }
        var metadata: Logger.Metadata = ["reason": "\(failure.message)"]
        if before > 0 { metadata["times_before"] = "\(before)" }
        logger.error("The store takes nothing at the moment", metadata: metadata)
    }
}
