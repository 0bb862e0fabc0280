import Logging
import MeshesModel

/// What became of a session, one log line for each: with ids, never with a token.
enum SessionAudit: String {
    case minted = "Session minted"
    case launched = "Session launched"
    case launchIssued = "Session launch URL issued"
    case refreshed = "Session refreshed"
    case revoked = "Session revoked"

    /// - Parameter referrer: of a launch; only its origin is written.
    func write(_ session: EmbedSession, by access: Access? = nil, referrer: String? = nil, to logger: Logger) {
        var metadata: Logger.Metadata = [
            "session_id": "\(EmbedSession.text(session.id))", "organization_id": "\(session.organization)",
            "workspace_id": "\(session.workspace)", "role": "\(session.grant.role.rawValue)",
            "session_type": "\(session.grant.type.rawValue)",
        ]
        if let user = session.externalUser { metadata["external_user_id"] = "\(user)" }
        if let referrer = referrer.flatMap({ Self.origin(of: $0) }) { metadata["referrer_origin"] = "\(referrer)" }
        if self == .launched {
            metadata["allowed_origins"] = "\(session.allowedOrigins?.map(\.description).joined(separator: " ") ?? "any")"
        }
        if let access { metadata["by"] = "\(access.createdBy)" }
        logger.info("\(rawValue)", metadata: metadata)
    }

    /// Scheme and host of an address; nil for anything else.
    private static func origin(of address: String) -> String? {
        let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty, !parts[2].contains("@") else { return nil }
        return "\(parts[0])//\(parts[2])"
    }
}
