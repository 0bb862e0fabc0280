import MeshesModel

struct AuthorizationReply: Encodable, Sendable {
    var ticket: String
    var authorizeURL: String
    var expiresAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case ticket
        case authorizeURL = "authorize_url"
        case expiresAt = "expires_at"
    }

    init(_ setup: OAuthSetup, ticket: Secret, base: String) {
        self.ticket = ticket.reveal()
        authorizeURL = "\(base)/oauth/start?ticket=\(ticket.reveal())"
        expiresAt = setup.expiresAt
    }
}

struct AuthorizationProgressReply: Encodable, Sendable {
    /// `waiting`, `done` or `failed`.
    var status: String
    /// With `done`.
    var connectionID: Connection.ID?
    /// With `failed`: what went wrong, for the person who tried.
    var message: String?

    enum CodingKeys: String, CodingKey {
        case status, message
        case connectionID = "connection_id"
    }

    init(_ setup: OAuthSetup, now: Timestamp) {
        switch setup.progress {
        case .done(let connection):
            status = "done"
            connectionID = connection
        case .failed(let text):
            status = "failed"
            message = text
        case .waiting where setup.expiresAt <= now:
            status = "failed"
            message = OAuthText.tooLate
        case .waiting:
            status = "waiting"
        }
    }
}
