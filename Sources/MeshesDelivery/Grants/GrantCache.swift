import MeshesModel
import MeshesStorage

/// Grants with their tokens in the clear, as attempts need them. A copy that is old does no harm: its token is refused, and
/// the renewal reads the store first.
final class GrantCache: Sendable {
    private let store: Store
    private let grants: SharedCache<OAuthGrant.ID, OAuthGrant>

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        grants = SharedCache(limit: limit)
    }

    /// Nil when the grant is gone.
    func grant(_ id: OAuthGrant.ID) async throws -> OAuthGrant? {
        try await grants.value(id) { try await store.grants.find(id) }
    }

    func remember(_ grant: OAuthGrant) { grants.remember(grant, for: grant.id) }

    func forget(_ id: OAuthGrant.ID) { grants.forget(id) }

    func forgetAll(keeping: Bool) { grants.forgetAll(keeping: keeping) }
}
