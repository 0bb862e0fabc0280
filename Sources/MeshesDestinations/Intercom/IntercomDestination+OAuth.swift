import MeshesModel

extension IntercomDestination {
    /// Permissions are ticked on the app.
    var consent: OAuthConsent { OAuthConsent(authorizePath: "/oauth", scopes: [], usesPKCE: false) }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        var answer = try await client.post("/auth/eagle/token", [("code", code.code.reveal())], app, .form)
        if answer.status == 401, answer.json["errors"]?.array?.first?["message"]?.string?.contains("Code") == true {
            throw .ended(.init(.oauthReauthorizationRequired, "the sign-in took too long or was used before"))
        }
        // Two names for the same token.
        if answer.json["access_token"] == nil { answer.json["access_token"] = answer.json["token"] }
        let tokens = try client.tokens(answer)
        let me = try await ask(.get("/me"), with: tokens)
        guard let workspace = me["app"]?["id_code"]?.string else { throw silent(about: "which workspace the sign-in is for") }
        let region = me["app"]?["region"]?.string ?? "US"
        var details: JSONObject = [
            "id_code": .string(workspace), "region": .string(region), "api_root": .string(Self.root(of: region)),
        ]
        details["admin_id"] = me["id"]
        // The token is the workspace's: signing in again as somebody else brings the same.
        return NewGrant(
            account: OAuthAccount(id: workspace, name: me["app"]?["name"]?.string, details: details), scopes: [], tokens: tokens)
    }

    private static func root(of region: String) -> String {
        switch region.uppercased() {
        case "EU": "https://api.eu.intercom.io"
        case "AU": "https://api.au.intercom.io"
        default: "https://api.intercom.io"
        }
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        throw .ended(.init(.oauthReauthorizationRequired, "Intercom's tokens cannot be renewed."))
    }

    /// Removes the app from the workspace, which is why it is called for the last connection only.
    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        _ = try await ask(.post("/auth/uninstall"), with: grant.tokens, at: root(of: grant.account))
    }
}
