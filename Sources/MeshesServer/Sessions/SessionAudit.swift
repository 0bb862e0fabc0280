import Logging
import MeshesModel

/// What became of a session, one log line for each: with ids, never with a token.
enum SessionAudit: String {
    case minted = "Session minted"
    case launched = "Session launched"
    case launchIssued = "Session launch URL issued"
    case refreshed = "Session refreshed"
    case revoked = "Session revoked"

    func write(_ session: EmbedSession, by access: Access? = nil, to logger: Logger) {
        var metadata: Logger.Metadata = [
            "session_id": "\(EmbedSession.text(session.id))", "organization_id": "\(session.organization)",
            "workspace_id": "\(session.workspace)", "role": "\(session.grant.role.rawValue)",
            "session_type": "\(session.grant.type.rawValue)",
        ]
        if let user = session.externalUser { metadata["external_user_id"] = "\(user)" }
        if let access { metadata["by"] = "\(access.createdBy)" }
        logger.info("\(rawValue)", metadata: metadata)
    }
}
