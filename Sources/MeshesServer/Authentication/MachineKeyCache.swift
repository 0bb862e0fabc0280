import MeshesModel
import MeshesStorage

/// Machine keys as they were a few seconds ago at most. That a key does not exist is remembered too, so that asking for
/// an unknown one takes as long as for a known one. With a lifetime of zero each is looked up for every call.
final class MachineKeyCache: Sendable {
    private let keysInStore: GroupedLookup<String, MachineKey>
    private let time: any TimeSource
    private let lifetime: Duration
    private let keys = BoundedCache<String, MachineKey?>(capacity: 10_000)

    init(store: Store, time: any TimeSource, lifetime: Duration) {
        keysInStore = GroupedLookup(apart: { try await store.machineKeys.find($0) })
        self.time = time
        self.lifetime = lifetime
    }

    /// What is remembered: nil for nothing, a nil inside for a key that does not exist.
    func known(_ accessKey: String, now: Timestamp) -> MachineKey?? { keys.value(for: accessKey, now: now) }

    /// The key, revoked or not; nil when there is none.
    func key(_ accessKey: String) async throws -> MachineKey? {
        let now = time.now()
        if let known = known(accessKey, now: now) { return known }
        let key = try await keysInStore.value(accessKey)
        if lifetime > .zero { keys.set(key, for: accessKey, until: now + lifetime, now: now) }
        return key
    }
}
