public import MeshesModel
public import ServiceLifecycle
import Synchronization

/// The time between the wish to stop and the end of service, in which load balancers learn that this node is going: it is not
/// ready any more, requests are served as ever, and each answer asks its client to come on another connection.
public final class Drain: Service, Sendable {
    private let duration: Duration
    private let time: any TimeSource
    private let begun = Atomic(false)

    /// - Parameter duration: how long it goes on serving.
    public init(for duration: Duration, time: any TimeSource) {
        self.duration = duration
        self.time = time
    }

    public var hasBegun: Bool { begun.load(ordering: .relaxed) }

    /// Returns when it is over. Services that stop after this one serve until then.
    public func run() async throws {
        try? await gracefulShutdown()
        begun.store(true, ordering: .relaxed)
        try? await time.sleep(for: duration)
    }
}
