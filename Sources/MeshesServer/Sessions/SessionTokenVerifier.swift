import MeshesModel

/// Judges the access tokens of sessions: the signature, then the session itself, on every call.
struct SessionTokenVerifier: Sendable {
    let sessions: SessionCache
    let tokens: SessionTokens
    let time: any TimeSource
    /// How long the token before the newest is still taken.
    let grace: Duration

    /// Whether a bearer token claims to be one of a session.
    func takes(_ text: String) -> Bool { tokens.claims(text) }

    /// - Throws: 401: `StaleToken` for one that is expired or was replaced, `SessionRevoked`, else `Unauthorized`.
    func verify(_ text: String) async throws -> VerifiedCredential {
        guard let claims = tokens.read(text), let session = try await sessions.session(claims.session) else {
            throw MeshesError(.unauthorized, "The session token is not valid.")
        }
        guard session.revokedAt == nil else {
            throw MeshesError(.sessionRevoked, "The session was revoked; mint a new one.", status: 401)
        }
        let now = time.now()
        try checkWindow(claims, now: now)
        let isNewest = claims.generation == session.generation
        let isInGrace = claims.generation == session.generation - 1 && now < session.refreshedAt + grace
        guard isNewest || isInGrace else {
            throw MeshesError(.staleToken, "The session was refreshed and this token is an older one; use the newest.")
        }
        return VerifiedCredential(access: session.access, caller: EmbedSession.text(session.id), session: session)
    }

    /// Clocks may differ by 5 seconds.
    private func checkWindow(_ claims: SessionTokens.Claims, now: Timestamp) throws(MeshesError) {
        guard claims.expires > now.seconds - 5 else {
            throw MeshesError(.staleToken, "The session token has expired; refresh the session.")
        }
        guard claims.issued <= now.seconds + 5 else {
            throw MeshesError(.staleToken, "The session token is outside its time window: iat lies in the future.")
        }
    }
}
