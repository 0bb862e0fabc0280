import MeshesModel

extension SalesforceDestination {
    private static let token = "/services/oauth2/token"

    var consent: OAuthConsent {
        OAuthConsent(authorizePath: "/services/oauth2/authorize", scopes: ["api", "refresh_token"], usesPKCE: true)
    }

    func signInSettings(from metadata: JSONObject) throws(MeshesError) -> JSONObject { try SalesforceSignIn.settings(from: metadata) }

    func client(for settings: JSONObject) -> OAuthClient { client.at(SalesforceSignIn.url(in: settings)) }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let client = client(for: code.settings)
        let answer = try await client.post(
            Self.token,
            [
                ("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI),
                ("code_verifier", code.verifier.reveal()),
            ], app, .form)
        let tokens = try client.tokens(answer)
        // An address that ends in `/id/<organisation>/<user>`.
        guard let ids = answer.json["id"]?.string?.firstMatch(of: /\/id\/([A-Za-z0-9]+)\/([A-Za-z0-9]+)$/) else {
            throw silent(about: "whose sign-in it is")
        }
        let instance = try instance(answer)
        let identity: JSONObject = [
            "org_id": .string(String(ids.1)), "user_id": .string(String(ids.2)), "instance_url": .string(instance),
        ]
        let name = instance.wholeMatch(of: /https:\/\/([^.]+)\..*/).map { String($0.1) }
        return NewGrant(
            account: OAuthAccount(
                id: String(ids.1), user: String(ids.2), name: name,
                details: identity.merging(SalesforceSignIn.chosen(in: code.settings)) { first, _ in first }),
            scopes: (answer.json["scope"]?.string ?? "").split(separator: " ").map(String.init), tokens: tokens)
    }

    /// Salesforce does not say how long a token lives, so it is renewed when it is refused. The organisation's host may have
    /// moved meanwhile.
    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        let client = client(for: grant.account.details)
        let answer = try await client.post(
            Self.token, [("grant_type", "refresh_token"), ("refresh_token", grant.tokens.refresh?.reveal() ?? "")], app, .form)
        if let error = answer.error, ["inactive_user", "inactive_org"].contains(error) {
            throw .ended(.init(.authenticationInvalid, "Salesforce says that the user or the organisation is not active (\(error))."))
        }
        return OAuthRenewal(try client.tokens(answer), details: ["instance_url": .string(try instance(answer))])
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        let client = client(for: grant.account.details)
        let token = grant.tokens.refresh ?? grant.tokens.access
        try client.refuse(try await client.post("/services/oauth2/revoke", [("token", token.reveal())], app, .form))
    }

    /// The organisation's own host, where its API is.
    private func instance(_ answer: OAuthAnswer) throws(OAuthFailure) -> String {
        guard let url = answer.json["instance_url"]?.string, gateway.root(of: api, at: url) != nil else {
            throw silent(about: "where the organisation's API is")
        }
        return url
    }
}
