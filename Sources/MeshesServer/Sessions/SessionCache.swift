import MeshesModel
import MeshesStorage
import Synchronization

/// Sessions as they were a few seconds ago at most. What this process changes shows at once.
final class SessionCache: Sendable {
    private let store: Store
    private let time: any TimeSource
    private let lifetime: Duration
    private let sessions = BoundedCache<EmbedSession.ID, EmbedSession>(capacity: 10_000)
    /// Counts the changes: what was read before one may not be remembered after it.
    private let changes = Mutex(0)

    init(store: Store, time: any TimeSource, lifetime: Duration) {
        self.store = store
        self.time = time
        self.lifetime = lifetime
    }

    /// The session, revoked or not; nil when there is none.
    func session(_ id: EmbedSession.ID) async throws -> EmbedSession? {
        let now = time.now()
        if let known = sessions.value(for: id, now: now) { return known }
        let before = changes.withLock { $0 }
        guard let found = try await store.sessions.find(id) else { return nil }
        changes.withLock { count in
            if count == before { sessions.set(found, for: id, until: now + lifetime, now: now) }
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
