public import MeshesModel

/// Embed sessions and their launch tokens.
public struct SessionRepository: Sendable {
    let core: StoreCore

    /// Sign the access tokens of sessions.
    public var signingKeys: SigningKeys { SigningKeys(core.keys, use: "session-tokens") }

    /// - Throws: `notFound` for a foreign workspace; 403 for an access that may not mint.
    public func create(_ access: Access, _ session: EmbedSession, launch: LaunchTicket) async throws {
        try access.require(.manageSessions)
        try await core.database.write { connection in
            _ = try access.narrowed(to: session.workspace, on: connection)
            try session.insert(on: connection)
            try launch.insert(for: session.id, on: connection)
        }
    }

    /// The newest tokens that were made at a time or before and are good still, of all sessions: how many, and until when.
    public func tokens(madeUntil time: Timestamp) async throws -> (count: Int, expireAt: Timestamp?) {
        let now = core.time.now()
        return try await core.database.read { connection in
            let found = try connection.first(
                "SELECT COUNT(*), MAX(expires_at) FROM sessions WHERE expires_at > ? AND refreshed_at <= ? AND revoked_at IS NULL",
                [.time(now), .time(time)]
            ) { (count: $0.int(0), expireAt: $0.optionalTime(1)) }
            return found ?? (0, nil)
        }
    }

    /// The sessions that tokens name, in the order of the ids: what accesses are made from. Also those that are revoked or
    /// expired; nil for an unknown one and for one whose workspace is gone.
    public func find(_ ids: [EmbedSession.ID]) async throws -> [EmbedSession?] {
        try await core.database.read { connection in
            try connection.firstOfEach(
                "SELECT \(EmbedSession.columns) FROM \(EmbedSession.source) WHERE s.id = ?", ids.map { [.id($0)] }
            ) { try EmbedSession($0) }
        }
    }

    /// Sessions of a workspace, newest first.
    ///
    /// - Throws: `notFound` for a foreign workspace, 400 for a foreign cursor.
    public func list(
        _ access: Access, _ workspace: Workspace.ID, _ filter: SessionFilter = SessionFilter(), _ page: PageRequest
    ) async throws -> Page<EmbedSession> {
        try access.require(.manageSessions)
        return try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = ListKey("sessions", access, [filter.isRevoked.map { "\($0)" }, filter.resource, filter.resourceID])
            let after = try key.position(of: page, EmbedSession.self)
            var reach = SQLCondition(sql: access.condition("s"), arguments: access.arguments)
            if let isRevoked = filter.isRevoked { reach = reach.and("s.revoked_at IS \(isRevoked ? "NOT " : "")NULL") }
            if let resource = filter.resource { reach = reach.and("s.resource = ?", [.text(resource)]) }
            if let resourceID = filter.resourceID { reach = reach.and("s.resource_id = ?", [.text(resourceID)]) }
            let sessions = try connection.query(
                "SELECT \(EmbedSession.columns) FROM sessions s WHERE \(reach.sql) AND s.id < ? ORDER BY s.id DESC LIMIT ?",
                reach.arguments + [.id(after), .int(page.limit + 1)]
            ) { try EmbedSession($0) }
            return key.page(sessions, page) { $0.id }
        }
    }
}
