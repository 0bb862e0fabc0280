import Synchronization

/// Where the changes for one reader gather until it takes them. Putting one in never waits.
final class ChangeMailbox: Sendable {
    let scope: ChangeScope
    /// Has an element whenever there may be something to do; several rings before a look are one.
    let bell: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation
    private let changes = Mutex(ChangeSet())

    init(scope: ChangeScope) {
        self.scope = scope
        (bell, ringer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func put(_ change: Change) {
        guard scope.includes(change) else { return }
        changes.withLock { $0.add(change) }
        ring()
    }

    func take() -> ChangeSet? {
        changes.withLock { changes in
            guard !changes.isEmpty else { return nil }
            defer { changes = ChangeSet() }
            return changes
        }
    }

    func ring() { ringer.yield() }

    func close() { ringer.finish() }
}
