import MeshesModel
import MeshesStorage

/// Judges publishable keys. A good one is remembered for a few seconds: the longest time that it works on after it was
/// revoked. On a store that is shared, where another node may revoke it, it is looked up for every call all the same, or in
/// the commit of what it sends.
final class PublishableKeyVerifier: Sendable {
    private let keysInStore: GroupedLookup<String, PublishableKey>
    private let time: any TimeSource
    private let lifetime: Duration
    private let isShared: Bool
    private let good = BoundedCache<String, VerifiedCredential>(capacity: 50_000)

    init(store: Store, time: any TimeSource, lifetime: Duration) {
        keysInStore = GroupedLookup { try await store.workspaces.find(publishableKeys: $0) }
        self.time = time
        self.lifetime = lifetime
        isShared = store.isShared
    }

    /// What is remembered of a good key.
    func known(_ text: String, now: Timestamp) -> VerifiedCredential? { good.value(for: text, now: now) }

    /// - Throws: 401 for a key that is unknown or revoked.
    func verify(_ text: String) async throws -> VerifiedCredential {
        let now = time.now()
        if !isShared, let known = known(text, now: now) { return known }
        guard text.hasPrefix("mesh_pub_"), text.utf8.count <= 256,
            let key = try await keysInStore.value(text), key.revokedAt == nil
        else { throw MeshesError.badPublishableKey }
        let access = Access(principal: .publishableKey, organization: key.organization, workspace: key.workspace)
        let credential = VerifiedCredential(access: access, caller: key.id.description, toLookAtAgain: isShared ? key.id : nil)
        if lifetime > .zero { good.set(credential, for: text, until: now + lifetime, now: now) }
        return credential
    }
}
