public import MeshesModel

/// What is kept of a launch token: good for one document, until it expires.
public struct LaunchTicket: Hashable, Sendable {
    /// SHA-256 of the token.
    public var hash: [UInt8]
    public var expiresAt: Timestamp

    public init(hash: [UInt8], expiresAt: Timestamp) {
        self.hash = hash
        self.expiresAt = expiresAt
    }

    func insert(for session: EmbedSession.ID, on connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO launch_tokens (hash, session_id, expires_at) VALUES (?, ?, ?)",
            [.blob(hash), .id(session), .time(expiresAt)])
    }
}
