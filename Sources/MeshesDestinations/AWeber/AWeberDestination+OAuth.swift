import MeshesModel

extension AWeberDestination {
    private static let token = "/oauth2/token"

    /// AWeber refuses a code challenge from apps that have a secret.
    var consent: OAuthConsent {
        OAuthConsent(
            authorizePath: "/oauth2/authorize", scopes: ["account.read", "list.read", "subscriber.read", "subscriber.write"], usesPKCE: false)
    }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await client.post(
            Self.token, [("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI)], app, .basic)
        let tokens = try client.tokens(answer)
        let accounts = try await ask(.get("/1.0/accounts"), with: tokens)
        guard let account = accounts["entries"]?.array?.first, let id = account["id"]?.plainText, !id.isEmpty else {
            throw silent(about: "which account the sign-in is for")
        }
        let company = account["company"]?.string
        var details: JSONObject = ["account_id": .string(id)]
        details["company"] = company.map { .string($0) }
        return NewGrant(account: OAuthAccount(id: id, name: company, details: details), scopes: consent.scopes, tokens: tokens)
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let answer = try await client.post(
            Self.token, [("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app, .basic)
        if answer.status >= 400, answer.error == "invalid_request" {
            throw .ended(.init(.oauthReauthorizationRequired, "AWeber does not accept the sign-in any more (invalid_request)."))
        }
        return OAuthRenewal(try client.tokens(answer))
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        let token = grant.tokens.refresh ?? grant.tokens.access
        try client.refuse(try await client.post("/oauth2/revoke", [("token", token.reveal())], app, .form))
    }
}
