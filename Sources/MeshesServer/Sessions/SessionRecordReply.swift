import MeshesModel

/// A session in a list: never a token.
struct SessionRecordReply: Encodable, Sendable {
    var sessionID: String
    var workspaceID: Workspace.ID
    var role: SessionRole
    var externalUserID: String?
    /// `active` means not revoked; `isExpired` is another matter.
    var status: String
    var createdAt: Timestamp
    /// Of the newest access token.
    var expiresAt: Timestamp
    var isExpired: Bool
    var sessionType: SessionType
    var resource: String?
    var resourceID: String?

    enum CodingKeys: String, CodingKey {
        case role, status, resource
        case sessionID = "session_id"
        case workspaceID = "workspace_id"
        case externalUserID = "external_user_id"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case isExpired = "is_expired"
        case sessionType = "session_type"
        case resourceID = "resource_id"
    }

    init(_ session: EmbedSession, now: Timestamp) {
        sessionID = EmbedSession.text(session.id)
        workspaceID = session.workspace
        role = session.grant.role
        externalUserID = session.externalUser
        status = session.revokedAt == nil ? "active" : "revoked"
        createdAt = session.createdAt
        expiresAt = session.expiresAt
        isExpired = session.expiresAt <= now
        sessionType = session.grant.type
        resource = session.grant.lock?.resource
        resourceID = session.grant.lock?.resourceID
    }
}
