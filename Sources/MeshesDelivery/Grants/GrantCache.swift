import MeshesModel
import MeshesStorage
import Synchronization

/// Grants with their tokens in the clear, as attempts need them. A copy that is old does no harm: its token is refused, and
/// the renewal reads the store first.
final class GrantCache: Sendable {
    private let store: Store
    private let limit: Int
    private let grants = Mutex<[OAuthGrant.ID: OAuthGrant]>([:])

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        self.limit = limit
    }

    /// Nil when the grant is gone.
    func grant(_ id: OAuthGrant.ID) async throws -> OAuthGrant? {
        if let grant = grants.withLock({ $0[id] }) { return grant }
        guard let grant = try await store.grants.find(id) else { return nil }
        remember(grant)
        return grant
    }

    func remember(_ grant: OAuthGrant) {
        grants.withLock { grants in
            if grants.count >= limit { grants.removeAll() }
            grants[grant.id] = grant
        }
    }

    func forget(_ id: OAuthGrant.ID) {
        grants.withLock { $0[id] = nil }
    }
}
