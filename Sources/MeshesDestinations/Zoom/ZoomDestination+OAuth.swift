import MeshesModel

extension ZoomDestination {
    /// Scopes stand on the app.
    var consent: OAuthConsent { OAuthConsent(authorizePath: "/oauth/authorize", scopes: [], usesPKCE: true) }

    /// A refresh token that nobody uses dies after about 90 days.
    var idleLifetime: Duration? { .seconds(30 * 86_400) }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await token(
            [
                ("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI),
                ("code_verifier", code.verifier.reveal()),
            ], app)
        let tokens = try client.tokens(answer)
        var details = api(answer)
        let me = try await ask(.get("/v2/users/me"), with: tokens, at: details["api_url"]?.string.flatMap { gateway.root(of: api, at: $0) })
        guard let account = me["account_id"]?.string, let user = me["id"]?.string else { throw silent(about: "whose sign-in it is") }
        details["account_id"] = .string(account)
        details["user_id"] = .string(user)
        details["email"] = me["email"]
        return NewGrant(
            account: OAuthAccount(id: account, user: user, name: me["email"]?.string, details: details),
            scopes: (answer.json["scope"]?.string ?? "").split(separator: " ").map(String.init), tokens: tokens)
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let answer = try await token([("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app)
        return OAuthRenewal(try client.tokens(answer), details: api(answer))
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        try client.refuse(try await client.post("/oauth/revoke", [("token", grant.tokens.access.reveal())], app, .basic))
    }

    /// The host of the API, which newer answers name; empty for one that is not Zoom's.
    private func api(_ answer: OAuthAnswer) -> JSONObject {
        guard let url = answer.json["api_url"]?.string, gateway.root(of: api, at: url) != nil else { return [:] }
        return ["api_url": .string(url)]
    }

    private func token(_ fields: [(String, String)], _ app: OAuthApp) async throws(OAuthFailure) -> OAuthAnswer {
        let answer = try await client.post("/oauth/token", fields, app, .basic)
        guard answer.status >= 400, let code = Self.code(answer) else { return answer }
        switch code {
        case "4741", "4738", "4717": throw .ended(.init(.oauthAuthorizationRevoked, "The app was removed or blocked at Zoom (\(code))."))
        case "4735", "4737", "4740": throw .ended(.init(.oauthReauthorizationRequired, "Zoom does not accept the sign-in any more (\(code))."))
        case "4702", "4704", "4706": throw .operatorFault("Zoom does not accept this server's client id or secret (\(code)).")
        default: return answer
        }
    }

    /// Zoom's own code of a refusal: a number of its own, or one in a text.
    private static func code(_ answer: OAuthAnswer) -> String? {
        for member in ["code", "errorCode", "reason", "errorMessage", "message"] {
            if let match = answer.json[member]?.plainText.firstMatch(of: /\b47\d\d\b/) { return String(match.0) }
        }
        return nil
    }
}
