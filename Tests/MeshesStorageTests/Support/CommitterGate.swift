import Dispatch
import MeshesStorage

/// Holds the committer's thread inside a write, so that what is handed in meanwhile gathers.
final class CommitterGate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let entered: AsyncStream<Void>
    private let enter: AsyncStream<Void>.Continuation

    init() {
        (entered, enter) = AsyncStream.makeStream()
    }

    /// Returns when the gate has been opened.
    func hold(_ store: Store) async throws {
        try await store.database.write { [self] _ in
            enter.yield()
            semaphore.wait()
        }
    }

    /// Returns once the thread stands at the gate.
    func reached() async {
        for await _ in entered { return }
    }

    func open() { semaphore.signal() }
}
