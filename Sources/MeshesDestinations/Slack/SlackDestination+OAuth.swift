import MeshesModel

extension SlackDestination {
    var consent: OAuthConsent {
        OAuthConsent(
            authorizePath: "/oauth/v2/authorize", scopes: ["chat:write", "channels:read", "groups:read", "chat:write.public"],
            scopeSeparator: ",", usesPKCE: false)
    }

    func authorizationParameters(reconnecting account: OAuthAccount?) -> [(String, String)] {
        account.map { [("team", $0.id)] } ?? []
    }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await access([("code", code.code.reveal()), ("redirect_uri", code.redirectURI)], app)
        guard answer.json["is_enterprise_install"]?.bool != true else {
            throw .unsuitable("The app was installed for a whole Slack organisation. Install it in one workspace instead.")
        }
        let tokens = try client.tokens(answer)
        let test = try checked(try await client.call(.post, "/api/auth.test", bearer: tokens.access))
        guard let team = answer.json["team"]?["id"]?.string, test.json["team_id"]?.string == team else {
            throw .unavailable(.rejectedServerError, "Slack did not say which workspace the sign-in is for.", retryAfter: nil)
        }
        let scopes = (answer.json["scope"]?.string ?? "").split(separator: ",").map(String.init)
        return NewGrant(account: account(team, answer.json, test.json), scopes: scopes, tokens: tokens)
    }

    /// The bot's token belongs to the workspace, whoever installs the app there.
    private func account(_ team: String, _ json: JSONObject, _ test: JSONObject) -> OAuthAccount {
        let name = json["team"]?["name"]?.string
        var details: JSONObject = ["team_id": .string(team)]
        details["team_name"] = name.map { .string($0) }
        details["bot_user_id"] = json["bot_user_id"]
        details["app_id"] = json["app_id"]
        details["authed_user"] = json["authed_user"]?["id"]
        details["url"] = test["url"]
        return OAuthAccount(id: team, name: name, details: details)
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let answer = try await access([("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app)
        return OAuthRenewal(try client.tokens(answer))
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        _ = try checked(try await client.call(.post, "/api/auth.revoke", bearer: grant.tokens.access))
    }

    private func access(_ fields: [(String, String)], _ app: OAuthApp) async throws(OAuthFailure) -> OAuthAnswer {
        try checked(try await client.post("/api/oauth.v2.access", fields, app, .form))
    }

    /// Slack says `ok: false` with status 200; an error by the standard may come as well.
    private func checked(_ answer: OAuthAnswer) throws(OAuthFailure) -> OAuthAnswer {
        if answer.status == 200, answer.json["ok"]?.bool == true { return answer }
        let code = answer.error ?? ""
        switch code {
        case "invalid_client_id", "bad_client_secret", "bad_redirect_uri", "invalid_client":
            throw .operatorFault("Slack does not accept this server's app (\(code)).")
        case "invalid_code", "code_already_used", "code_expired":
            throw .ended(.init(.oauthReauthorizationRequired, "the sign-in took too long or was used before (\(code))"))
        case "invalid_refresh_token", "invalid_grant", "token_expired":
            throw .ended(.init(.oauthReauthorizationRequired, "Slack does not accept the sign-in any more (\(code))."))
        case "ratelimited", "rate_limited":
            throw .unavailable(.rateLimited, "Slack limits token calls (\(code))", retryAfter: nil)
        default:
            if let reason = SlackError.end(code) { throw .ended(.init(reason, "Slack refused the sign-in (\(code)).")) }
            throw .unavailable(.rejectedServerError, "Slack answered a token call with an error (\(code.prefix(60)))", retryAfter: nil)
        }
    }
}
