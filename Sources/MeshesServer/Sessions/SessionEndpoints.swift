import HTTPTypes
import Hummingbird
import MeshesModel
import MeshesStorage

/// Embed sessions, for backends: `/api/v1/sessions` (embed.md 2).
struct SessionEndpoints {
    let services: AppServices
    let settings: EmbedSettings
    let cache: SessionCache

    private var tokens: SessionTokens { SessionTokens(services.store.sessions.signingKeys) }

    var all: [Endpoint] {
        let one = "/api/v1/sessions/{session_id}"
        return [
            Endpoint("listSessions", .get, "/api/v1/sessions", ok: [200], refusals: [400, 404], answer: list),
            Endpoint("createSession", .post, "/api/v1/sessions", ok: [200], refusals: [400, 404, 413], answer: mint),
            Endpoint("revokeSession", .delete, one, ok: [200], refusals: [404], answer: revoke),
            Endpoint("refreshSession", .post, one + "/refresh", ok: [200], refusals: [404, 409], answer: refresh),
            Endpoint("createSessionLaunch", .post, one + "/launch", ok: [200], refusals: [404, 409], answer: launch),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageSessions)
        var query = call.query
        let workspace = query.id("workspace_id", of: Workspace.self)
        let filter = SessionFilter(
            isRevoked: query.choice("status", [("active", false), ("revoked", true)]), resource: query.text("resource"),
            resourceID: query.text("resource_id"))
        let page = query.page()
        try query.finish()
        guard let workspace else { throw MeshesError.badRequest("workspace_id", "is required") }
        try await services.workspace(workspace, for: access)
        let now = services.time.now()
        return try Reply(
            .ok, PageReply(try await services.store.sessions.list(access, workspace, filter, page)) { SessionRecordReply($0, now: now) })
    }

    /// 200, not 201: that is what clients decode.
    @Sendable private func mint(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageSessions)
        let draft = try SessionDraft(try await call.object())
        if settings.requiresOrigins, draft.allowedOrigins == nil {
            throw MeshesError.badRequest("allowed_origins", "is required by this server's settings")
        }
        try await services.workspace(draft.workspace, for: access)
        let session = session(draft, access)
        let launch = LaunchToken(services, lifetime: draft.launchLifetime)
        try await services.store.sessions.create(access, session, launch: launch.ticket)
        SessionAudit.minted.write(session, by: access, to: services.logger)
        var reply = try Reply(.ok, SessionReply(session, token: token(session), launch: launch, base: settings.base(of: call)))
        if draft.usesLaunchPath { reply.headers[.deprecation] = "true" }
        if session.allowedOrigins == nil {
            services.logger.warning(
                "A session was minted without allowed_origins: any https page may embed it",
                metadata: ["session_id": "\(EmbedSession.text(session.id))", "workspace_id": "\(session.workspace)"])
            reply.headers[.warning] = "299 meshes \"allowed_origins is not set: any https page may embed this session\""
        }
        return reply
    }

    @Sendable private func refresh(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageSessions)
        let id = try call.sessionID
        let session = try await services.store.sessions.refresh(access, id, longest: settings.longestSession)
        cache.forget(id)
        SessionAudit.refreshed.write(session, by: access, to: services.logger)
        return try Reply(.ok, SessionReply(session, token: token(session)))
    }

    @Sendable private func revoke(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageSessions)
        let session = try await services.store.sessions.revoke(access, try call.sessionID)
        cache.forget(session.id)
        SessionAudit.revoked.write(session, by: access, to: services.logger)
        return try Reply(.ok, RevokedSessionReply())
    }

    @Sendable private func launch(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageSessions)
        let launch = LaunchToken(services, lifetime: .seconds(30))
        let session = try await services.store.sessions.addLaunch(
            access, try call.sessionID, launch.ticket, longest: settings.longestSession)
        SessionAudit.launchIssued.write(session, by: access, to: services.logger)
        return try Reply(.ok, SessionLaunchReply(session, launch, base: settings.base(of: call)))
    }

    private func session(_ draft: SessionDraft, _ access: Access) -> EmbedSession {
        let now = services.time.now()
        let defaults = settings.defaultOrigins.isEmpty ? nil : settings.defaultOrigins
        return EmbedSession(
            organization: access.organization, workspace: draft.workspace,
            grant: SessionGrant(
                session: services.ids.next(), role: draft.role, type: draft.type, lock: draft.lock, scopes: draft.scopes),
            externalUser: draft.externalUser, launchPage: draft.launchPage, allowedOrigins: draft.allowedOrigins ?? defaults,
            appearance: draft.appearance, tokenLifetime: draft.tokenLifetime, refreshedAt: now,
            expiresAt: now + draft.tokenLifetime, createdBy: access.createdBy, createdAt: now)
    }

    private func token(_ session: EmbedSession) -> String { tokens.token(of: session, id: services.ids.next()) }
}

extension Call {
    /// The session that the path names; one in another form cannot exist.
    fileprivate var sessionID: EmbedSession.ID {
        get throws(MeshesError) {
            guard let id = EmbedSession.id(parameters.text("session_id")) else { throw .notFound("Session") }
            return id
        }
    }
}
