import MeshesModel

extension AWeberDestination {
    private static let token = "/oauth2/token"

    /// AWeber refuses a code challenge from apps that have a secret.
    var consent: OAuthConsent {
        OAuthConsent(
            authorizePath: "/oauth2/authorize", scopes: ["account.read", "list.read", "subscriber.read", "subscriber.write"], usesPKCE: false)
    }

    private static let account = "account_id"

    static let fields: [Integration.Field] = [
        .init(label: "Account ID", key: account, type: .text, helpText: "Only if you have several AWeber accounts. Leave it empty to see which there are.")
    ]

    func signInSettings(from metadata: JSONObject) throws(MeshesError) -> JSONObject {
        var reader = ParameterReader(metadata, path: "metadata")
        let id = reader.string(Self.account, StringRule(length: 1...32))
        if let id, !id.allSatisfy({ $0.isASCII && $0.isNumber }) { reader.fail(Self.account, "must be a number") }
        try reader.finish()
        return id.map { [Self.account: .string($0)] } ?? [:]
    }

    /// The account that was asked for, or the only one.
    private static func chosen(of accounts: [JSONValue], _ settings: JSONObject) throws(OAuthFailure) -> JSONValue {
        let wanted = settings[account]?.string
        if let account = wanted == nil ? accounts.first : accounts.first(where: { $0["id"]?.plainText == wanted }), wanted != nil || accounts.count == 1 {
            return account
        }
        let list = accounts.prefix(20).map { "\($0["id"]?.plainText ?? "") (\($0["company"]?.string ?? "no name"))" }.joined(separator: ", ")
        throw .unsuitable("This AWeber sign-in has the accounts \(list). Enter the ID of the one to connect and sign in again.")
    }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        let answer = try await client.post(
            Self.token, [("grant_type", "authorization_code"), ("code", code.code.reveal()), ("redirect_uri", code.redirectURI)], app, .basic)
        let tokens = try client.tokens(answer)
        let accounts = try await ask(.get("/1.0/accounts"), with: tokens)["entries"]?.array ?? []
        guard !accounts.isEmpty else { throw silent(about: "which account the sign-in is for") }
        let account = try Self.chosen(of: accounts, code.settings)
        guard let id = account["id"]?.plainText, !id.isEmpty else { throw silent(about: "which account the sign-in is for") }
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
