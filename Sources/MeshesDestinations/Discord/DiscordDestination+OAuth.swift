import MeshesModel

extension DiscordDestination {
    /// `bot` alone would end at Discord; a further scope brings the browser back with a code, and only the exchange of that
    /// proves which server the bot was added to.
    var consent: OAuthConsent { OAuthConsent(authorizePath: "/oauth2/authorize", scopes: ["bot", "identify"], usesPKCE: false) }

    func authorizationParameters(reconnecting account: OAuthAccount?) -> [(String, String)] {
        [("permissions", String(Self.permissions))]
            + (account.map { [("guild_id", $0.id), ("disable_guild_select", "true")] } ?? [])
    }

    /// The person's token has done its work when it has said who added the bot, so it is not kept.
    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await client.post(
            "/api/oauth2/token", [("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI)], app, .basic)
        let tokens = try client.tokens(answer)
        guard let guild = answer.json["guild"]?["id"]?.string else {
            throw .unsuitable("Discord did not say which server the bot was added to. Choose a server while you sign in.")
        }
        let person = try? await ask(.get("/api/v10/users/@me"), with: tokens)
        let name = answer.json["guild"]?["name"]?.string
        var details: JSONObject = ["guild_id": .string(guild)]
        details["guild_name"] = name.map { .string($0) }
        details["authorized_by"] = person?["id"]
        let none = OAuthTokens(access: Secret(""), issuedAt: gateway.time.now())
        return NewGrant(account: OAuthAccount(id: guild, name: name, details: details), scopes: consent.scopes, tokens: none)
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal { OAuthRenewal(grant.tokens) }

    /// The last connection to a server is gone.
    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        guard leavesServers else { return }
        do throws(AttemptEnd) {
            let session = try session(.delivery, pacedBy: "guild \(grant.account.id)")
            _ = try await session.send(.delete("/api/v10/users/@me/guilds/\(grant.account.id)"), expecting: [404])
        } catch {
            throw .unavailable(error.outcome.code, error.outcome.message, retryAfter: error.outcome.retryAfter)
        }
    }
}
