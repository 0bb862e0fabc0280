import MeshesModel

/// A session with its newest access token; with a launch URL only when it was minted just now.
struct SessionReply: Encodable, Sendable {
    var sessionID: String
    var accessToken: String
    /// Seconds until `expiresAt`.
    var expiresIn: Int64
    var expiresAt: Timestamp
    var workspaceID: Workspace.ID
    var role: SessionRole
    var sessionType: SessionType
    var resource: String?
    var resourceID: String?
    var launchToken: String?
    var launchExpiresAt: Timestamp?
    var launchURL: String?

    enum CodingKeys: String, CodingKey {
        case role, resource
        case sessionID = "session_id"
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case expiresAt = "expires_at"
        case workspaceID = "workspace_id"
        case sessionType = "session_type"
        case resourceID = "resource_id"
        case launchToken = "launch_token"
        case launchExpiresAt = "launch_expires_at"
        case launchURL = "launch_url"
    }

    init(_ session: EmbedSession, token: String, launch: LaunchToken? = nil, base: String = "") {
        sessionID = EmbedSession.text(session.id)
        accessToken = token
        expiresIn = session.tokenLifetime.components.seconds
        expiresAt = session.expiresAt
        workspaceID = session.workspace
        role = session.grant.role
        sessionType = session.grant.type
        resource = session.grant.lock?.resource
        resourceID = session.grant.lock?.resourceID
        launchToken = launch?.text
        launchExpiresAt = launch?.expiresAt
        launchURL = launch?.url(base, session.launchPage)
    }
}

/// A fresh launch URL of a living session.
struct SessionLaunchReply: Encodable, Sendable {
    var sessionID: String
    var launchToken: String
    var launchExpiresAt: Timestamp
    var launchURL: String

    enum CodingKeys: String, CodingKey {
        case sessionID = "session_id"
        case launchToken = "launch_token"
        case launchExpiresAt = "launch_expires_at"
        case launchURL = "launch_url"
    }

    init(_ session: EmbedSession, _ launch: LaunchToken, base: String) {
        sessionID = EmbedSession.text(session.id)
        launchToken = launch.text
        launchExpiresAt = launch.expiresAt
        launchURL = launch.url(base, session.launchPage)
    }
}

struct RevokedSessionReply: Encodable, Sendable {
    var revoked = true
}
