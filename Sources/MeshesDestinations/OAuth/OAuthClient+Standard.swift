import MeshesModel

extension OAuthClient {
    /// The tokens of an answer by the standard (RFC 6749, 5.1).
    func tokens(_ answer: OAuthAnswer) throws(OAuthFailure) -> OAuthTokens {
        try refuse(answer)
        guard let access = answer.json["access_token"]?.string, !access.isEmpty else {
            throw .unavailable(.rejectedServerError, "\(provider) answered a token call without a token", retryAfter: nil)
        }
        let now = gateway.time.now()
        let lifetime = answer.json["expires_in"]?.integer
        return OAuthTokens(
            access: Secret(access), refresh: answer.json["refresh_token"]?.string.map { Secret($0) }, issuedAt: now,
            expiresAt: lifetime.map { now + .seconds($0) })
    }

    /// Throws what an error by the standard means (RFC 6749, 5.2). What is not about the grant is about how we ask.
    func refuse(_ answer: OAuthAnswer) throws(OAuthFailure) {
        guard answer.status >= 400 || answer.error != nil else { return }
        let code = answer.error.map { String($0.prefix(60)) } ?? "HTTP \(answer.status)"
        switch answer.error {
        case "invalid_grant", "invalid_token":
            throw .ended(.init(.oauthReauthorizationRequired, "\(provider) does not accept the sign-in any more (\(code))."))
        case "invalid_client", "unauthorized_client":
            throw .operatorFault("\(provider) does not accept this server's client id or secret (\(code)).")
        default: throw .operatorFault("\(provider) refused a token call (\(code)).")
        }
    }
}
