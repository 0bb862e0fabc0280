import ServiceLifecycle

/// A service that ends when it is told to, and a node with it.
struct StopSwitch: Service {
    private let stops: AsyncStream<Void>
    private let stop: AsyncStream<Void>.Continuation

    init() {
        (stops, stop) = AsyncStream.makeStream()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in stops { return }
        }
    }

    func press() { stop.yield() }
}
