import MeshesModel

extension PipedriveDestination {
    /// Scopes stand on the app.
    var consent: OAuthConsent { OAuthConsent(authorizePath: "/oauth/authorize", scopes: [], usesPKCE: false) }

    /// A refresh token that nobody uses dies after 60 days.
    var idleLifetime: Duration? { .seconds(30 * 86_400) }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await client.post(
            "/oauth/token",
            [("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI)], app, .basic)
        let tokens = try client.tokens(answer)
        let domain = try domain(answer)
        let me = try await ask(.get("/api/v1/users/me"), with: tokens, at: gateway.root(of: api, at: domain))["data"]
        guard let company = me?["company_id"]?.integer, let user = me?["id"]?.integer else { throw silent(about: "whose sign-in it is") }
        var details: JSONObject = ["company_id": .integer(company), "user_id": .integer(user), "api_domain": .string(domain)]
        details["company_domain"] = me?["company_domain"]
        return NewGrant(
            account: OAuthAccount(id: String(company), user: String(user), name: me?["company_name"]?.string, details: details),
            scopes: (answer.json["scope"]?.string ?? "").split { $0 == "," || $0 == " " }.map(String.init), tokens: tokens)
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let answer = try await client.post(
            "/oauth/token", [("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app, .basic)
        return OAuthRenewal(try client.tokens(answer), details: ["api_domain": .string(try domain(answer))])
    }

    /// With the refresh token the app counts as uninstalled.
    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        let (token, hint) = grant.tokens.refresh.map { ($0, "refresh_token") } ?? (grant.tokens.access, "access_token")
        try client.refuse(
            try await client.post("/oauth/revoke", [("token", token.reveal()), ("token_type_hint", hint)], app, .basic))
    }

    /// Pipedrive calls the address of the callback when somebody removes the app.
    func uninstalled(_ notice: UninstallNotice, from app: OAuthApp) -> UninstalledAccount? {
        guard notice.isBasic(of: app), let company = notice.body["company_id"]?.integer,
            notice.body["client_id"].map({ $0.string == app.clientID }) ?? true
        else { return nil }
        return UninstalledAccount(account: String(company), user: notice.body["user_id"]?.integer.map(String.init))
    }

    private func domain(_ answer: OAuthAnswer) throws(OAuthFailure) -> String {
        guard let url = answer.json["api_domain"]?.string, gateway.root(of: api, at: url) != nil else {
            throw silent(about: "where the company's API is")
        }
        return url
    }
}
