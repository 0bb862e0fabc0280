import MeshesModel

extension HubSpotDestination {
    private static let token = "/oauth/2026-03/token"

    var consent: OAuthConsent {
        OAuthConsent(
            authorizePath: "/oauth/authorize",
            scopes: [
                "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.lists.read", "crm.lists.write",
                "crm.schemas.contacts.read",
            ], usesPKCE: true)
    }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await client.post(
            Self.token,
            [
                ("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI),
                ("code_verifier", code.verifier.reveal()),
            ], app, .form)
        let tokens = try client.tokens(answer)
        guard let portal = answer.json["hub_id"]?.integer else {
            throw silent(about: "which account the sign-in is for")
        }
        let user = answer.json["user_id"]?.integer.map(String.init) ?? ""
        let domain = await domain(tokens, app)
        var details: JSONObject = ["hub_id": .integer(portal)]
        details["hub_domain"] = domain.map { .string($0) }
        let scopes = (answer.json["scopes"]?.array ?? []).compactMap(\.string)
        return NewGrant(
            account: OAuthAccount(id: String(portal), user: user, name: domain ?? "HubSpot account \(portal)", details: details),
            scopes: scopes, tokens: tokens)
    }

    /// For display only: a sign-in does not fail for want of it.
    private func domain(_ tokens: OAuthTokens, _ app: OAuthApp) async -> String? {
        let answer = try? await client.post(
            Self.token + "/introspect", [("token", tokens.access.reveal()), ("token_type_hint", "access_token")], app, .form)
        return answer?.json["hub_domain"]?.string
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let answer = try await client.post(
            Self.token, [("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app, .form)
        if answer.status >= 400, answer.json["status"] == "BAD_HUB" || answer.error == "access_denied" {
            throw .ended(.init(.oauthAuthorizationRevoked, "The HubSpot account is gone or the app was removed from it (BAD_HUB)."))
        }
        return OAuthRenewal(try client.tokens(answer))
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        let token = grant.tokens.refresh ?? grant.tokens.access
        try client.refuse(
            try await client.post(
                Self.token + "/revoke", [("token", token.reveal()), ("token_type_hint", "refresh_token")], app, .form))
    }
}
