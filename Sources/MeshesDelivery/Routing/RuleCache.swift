import MeshesModel
import MeshesStorage
import Synchronization

/// What attempts need of rules: the metadata of the version that a delivery was accepted under, which never changes, and
/// whether the rule is still in force.
final class RuleCache: Sendable {
    private struct Version: Hashable {
        var rule: Rule.ID
        var version: Int64
    }

    private let store: Store
    private let limit: Int
    private let metadata = Mutex<[Version: JSONObject]>([:])
    private let ended = Mutex<Set<Rule.ID>>([])

    init(store: Store, limit: Int = 20_000) {
        self.store = store
        self.limit = limit
    }

    /// Nil when the store no longer has that version.
    func metadata(_ rule: Rule.ID, version: Int64, workspace: Workspace.ID) async throws -> JSONObject? {
        let key = Version(rule: rule, version: version)
        if let metadata = metadata.withLock({ $0[key] }) { return metadata }
        guard let found = try await store.rules.metadata(workspace, rule, version: version) else { return nil }
        metadata.withLock { metadata in
            if metadata.count >= limit { metadata.removeAll() }
            metadata[key] = found
        }
        return found
    }

    /// Remembers a rule that was deleted or switched off while its deliveries were in memory.
    func end(_ rule: Rule.ID) {
        ended.withLock { ended in
            if ended.count >= limit { ended.removeAll() }
            ended.insert(rule)
        }
    }

    func resume(_ rule: Rule.ID) {
        ended.withLock { _ = $0.remove(rule) }
    }

    /// What other nodes ended may not be known here.
    func forgetEnded() {
        ended.withLock { $0.removeAll() }
    }

    func hasEnded(_ rule: Rule.ID) -> Bool {
        ended.withLock { $0.contains(rule) }
    }
}
