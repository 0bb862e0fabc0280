import MeshesModel

struct CurrentSessionReply: Encodable, Sendable {
    /// What the pages offer. The server decides by itself on every call.
    struct Abilities: Encodable, Sendable {
        var manage: Bool
        var manageConnections: Bool
        var forceDelete: Bool
        var readPayload: Bool
        var emit: Bool

        enum CodingKeys: String, CodingKey {
            case manage, emit
            case manageConnections = "manage_connections"
            case forceDelete = "force_delete"
            case readPayload = "read_payload"
        }
    }

    var sessionID: String
    var workspaceID: Workspace.ID
    var workspaceName: String
    var organizationID: Organization.ID
    var role: SessionRole
    var sessionType: SessionType
    var resource: String?
    var resourceID: String?
    var scopes: [SessionScope]
    var externalUserID: String?
    /// Of the newest access token.
    var expiresAt: Timestamp
    var refreshableUntil: Timestamp
    var abilities: Abilities
    var appearance: Appearance?

    enum CodingKeys: String, CodingKey {
        case role, resource, scopes, abilities, appearance
        case sessionID = "session_id"
        case workspaceID = "workspace_id"
        case workspaceName = "workspace_name"
        case organizationID = "organization_id"
        case sessionType = "session_type"
        case resourceID = "resource_id"
        case externalUserID = "external_user_id"
        case expiresAt = "expires_at"
        case refreshableUntil = "refreshable_until"
    }

    init(_ session: EmbedSession, workspace: Workspace, refreshableUntil: Timestamp) {
        let access = session.access
        sessionID = EmbedSession.text(session.id)
        workspaceID = session.workspace
        workspaceName = workspace.name
        organizationID = session.organization
        role = session.grant.role
        sessionType = session.grant.type
        resource = session.grant.lock?.resource
        resourceID = session.grant.lock?.resourceID
        scopes = SessionScope.allCases.filter(session.grant.scopes.contains)
        externalUserID = session.externalUser
        expiresAt = session.expiresAt
        self.refreshableUntil = refreshableUntil
        abilities = Abilities(
            manage: access.allows(.manage), manageConnections: access.allows(.manageConnections),
            forceDelete: access.allows(.forceDelete), readPayload: access.allows(.readPayload), emit: access.allows(.emit))
        appearance = session.appearance.isEmpty ? nil : session.appearance
    }
}
