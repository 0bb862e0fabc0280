import MeshesModel
import Synchronization

/// Remembers what was prepared for each version of a connection.
final class PreparedWebhooks: Sendable {
    private static let limit = 8192

    private let entries = Mutex<[Connection.ID: (version: Int64, webhook: PreparedWebhook)]>([:])

    /// The prepared form of the settings; made anew when they have no identity or another version.
    func webhook(for settings: ConnectionSettings, userAgent: String) throws(WebhookSettingsFault) -> PreparedWebhook {
        guard let identity = settings.identity else { return try PreparedWebhook(settings, userAgent: userAgent) }
        if let known = entries.withLock({ $0[identity.connection] }), known.version == identity.version { return known.webhook }
        let made = try PreparedWebhook(settings, userAgent: userAgent)
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
            entries[identity.connection] = (identity.version, made)
        }
        return made
    }
}
