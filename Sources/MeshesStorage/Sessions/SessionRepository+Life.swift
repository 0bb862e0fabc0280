public import MeshesModel

extension SessionRepository {
    /// Begins the next generation of access tokens.
    ///
    /// - Parameter longest: the age up to which a session may be refreshed.
    /// - Throws: `notFound`; `sessionRevoked`, `sessionExpired`.
    public func refresh(_ access: Access, _ id: EmbedSession.ID, longest: Duration) async throws -> EmbedSession {
        let now = core.time.now()
        return try await core.database.write { connection in
            var session = try Self.living(access, id, longest: longest, now: now, on: connection)
            session.generation += 1
            session.refreshedAt = now
            session.expiresAt = now + session.tokenLifetime
            try connection.execute(
                "UPDATE sessions SET generation = ?, refreshed_at = ?, expires_at = ? WHERE id = ?",
                [.int(session.generation), .time(now), .time(session.expiresAt), .id(id)])
            return session
        }
    }

    /// Ends a session at once, with its tokens and launch URLs. Revoking twice changes nothing.
    ///
    /// - Throws: `notFound`.
    public func revoke(_ access: Access, _ id: EmbedSession.ID) async throws -> EmbedSession {
        try access.require(.manageSessions)
        let now = core.time.now()
        return try await core.database.write { connection in
            guard var session = try EmbedSession.find(access, id, on: connection) else { throw MeshesError.notFound("Session") }
            guard session.revokedAt == nil else { return session }
            session.revokedAt = now
            try connection.execute("UPDATE sessions SET revoked_at = ? WHERE id = ?", [.time(now), .id(id)])
            return session
        }
    }

    /// One more launch token.
    ///
    /// - Throws: as `refresh`.
    public func addLaunch(
        _ access: Access, _ id: EmbedSession.ID, _ launch: LaunchTicket, longest: Duration
    ) async throws -> EmbedSession {
        let now = core.time.now()
        return try await core.database.write { connection in
            let session = try Self.living(access, id, longest: longest, now: now, on: connection)
            try launch.insert(for: id, on: connection)
            return session
        }
    }

    /// Uses a launch token up, once and for all.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the token.
    ///   - page: the page that was asked for; a token opens no other than its session's.
    /// - Returns: its session; nil when the token is unknown, used, expired, of another page, or of a revoked session.
    public func consumeLaunch(hash: [UInt8], page: LaunchPage) async throws -> EmbedSession? {
        let now = core.time.now()
        return try await core.database.write { connection in
            let session = try connection.first(
                """
                SELECT \(EmbedSession.columns) FROM \(EmbedSession.source) JOIN launch_tokens t ON t.session_id = s.id
                WHERE t.hash = ? AND s.revoked_at IS NULL AND s.launch_page = ?
                """, [.blob(hash), .text(page.rawValue)]
            ) { try EmbedSession($0) }
            guard let session else { return nil }
            let used = try connection.execute(
                "UPDATE launch_tokens SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
                [.time(now), .blob(hash), .time(now)])
            return used > 0 ? session : nil
        }
    }

    private static func living(
        _ access: Access, _ id: EmbedSession.ID, longest: Duration, now: Timestamp, on connection: any SQLConnection
    ) throws -> EmbedSession {
        try access.require(.manageSessions)
        guard let session = try EmbedSession.find(access, id, on: connection) else { throw MeshesError.notFound("Session") }
        guard session.revokedAt == nil else { throw MeshesError(.sessionRevoked, "The session was revoked; mint a new one.") }
        guard session.createdAt + longest > now else {
            throw MeshesError(.sessionExpired, "The session is past its longest life; mint a new one.")
        }
        return session
    }
}
