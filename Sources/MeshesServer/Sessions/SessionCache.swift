import MeshesModel
import MeshesStorage
import Synchronization

/// Sessions as they were a few seconds ago at most. What this process changes shows at once. With a
/// lifetime of zero each is looked up for every call.
final class SessionCache: Sendable {
    private let sessionsInStore: GroupedLookup<EmbedSession.ID, EmbedSession>
    private let time: any TimeSource
    private let lifetime: Duration
    private let sessions = BoundedCache<EmbedSession.ID, EmbedSession>(capacity: 10_000)
    /// Counts the changes: what was read before one may not be remembered after it.
    private let changes = Mutex(0)

    init(store: Store, time: any TimeSource, lifetime: Duration) {
        sessionsInStore = GroupedLookup { try await store.sessions.find($0) }
        self.time = time
        self.lifetime = lifetime
    }

    /// The session, revoked or not; nil when there is none.
    func session(_ id: EmbedSession.ID) async throws -> EmbedSession? {
        let now = time.now()
        if let known = sessions.value(for: id, now: now) { return known }
        let before = changes.withLock { $0 }
        guard let found = try await sessionsInStore.value(id) else { return nil }
        changes.withLock { count in
            if lifetime > .zero, count == before { sessions.set(found, for: id, until: now + lifetime, now: now) }
        }
        return found
    }

    /// To be called after a session was changed.
    func forget(_ id: EmbedSession.ID) {
        changes.withLock { count in
            count += 1
            sessions.remove(id)
        }
    }
}
