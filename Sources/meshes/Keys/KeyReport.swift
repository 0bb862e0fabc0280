import MeshesModel
import MeshesStorage

/// Which encryption keys are at hand and how many secrets in the store need each.
struct KeyReport: Sendable {
    struct Key: Encodable, Sendable {
        let id: String
        /// Whether it encrypts from now on.
        let isNewest: Bool
        let secrets: Int

        enum CodingKeys: String, CodingKey {
            case id, secrets
            case isNewest = "newest"
        }
    }

    /// The newest first.
    let keys: [Key]
    /// Values that name no key at all.
    let damaged: Int
    /// Tokens of sessions that may have been signed with an older key and are good still, and when the last of them expires.
    /// None are known where keys come from the settings.
    let oldTokens: (count: Int, expireAt: Timestamp?)

    init(_ store: Store) async throws {
        let usage = try await store.sealedValues.usage()
        let ring = store.sealedValues.keys
        let ids = ring.ids
        damaged = usage.filter { $0.key == nil }.reduce(0) { $0 + $1.count }
        let changedAt = ids.count > 1 ? ring.file?.changedAt : nil
        if let changedAt {
            oldTokens = try await store.sessions.tokens(madeUntil: changedAt)
        } else {
            oldTokens = (0, nil)
        }
        keys = ids.map { id in
            Key(id: id, isNewest: id == ids.first, secrets: usage.filter { $0.key == id }.reduce(0) { $0 + $1.count })
        }
    }

    var total: Int { keys.reduce(0) { $0 + $1.secrets } }

    /// Older keys that secrets still need.
    var needed: [Key] { keys.filter { !$0.isNewest && $0.secrets > 0 } }

    /// Older keys that no secret needs.
    var unneeded: [Key] { keys.filter { !$0.isNewest && $0.secrets == 0 } }

    /// Such as `1a2b3c4d: 12 secrets, 5e6f7a8b: 3`.
    var text: String {
        keys.map { "\($0.id): \($0.secrets)\($0.isNewest ? ($0.secrets == 1 ? " secret" : " secrets") : "")" }.joined(separator: ", ")
    }
}

extension Sequence<KeyReport.Key> {
    var names: String { map(\.id).joined(separator: ", ") }
}
