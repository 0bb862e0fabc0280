extension SlackScript {
    /// Codes that are good: `ok`, and `rotating` for tokens that run out.
    mutating func exchange(_ form: [String: String]) -> ReceiverReply {
        guard form["client_id"] == Self.app.clientID else { return .json(Self.refusal("invalid_client_id")) }
        guard tokens.knowsForm(form) else { return .json(Self.refusal("bad_client_secret")) }
        var form = form
        let isRotating = form["grant_type"] == "refresh_token" || form["code"] == "rotating"
        if form["code"] == "rotating" { form["code"] = "ok" }
        guard form["grant_type"] != nil || form["redirect_uri"]?.hasSuffix("/oauth/slack/callback") == true else {
            return .json(Self.refusal("invalid_code"))
        }
        switch tokens.exchange(form, isRenewable: isRotating) {
        case .success(let issued): return .json(grant(issued))
        case .failure(.revoked): return .json(Self.refusal("token_revoked"))
        case .failure(.refreshToken): return .json(Self.refusal("invalid_refresh_token"))
        case .failure: return .json(Self.refusal("invalid_code"))
        }
    }

    private func grant(_ issued: TokenVault.Issued) -> String {
        let rotation = issued.refresh.map { #","expires_in":43200,"refresh_token":"\#($0)""# } ?? ""
        return """
            {"ok":true,"access_token":"\(issued.access)","token_type":"bot","scope":"\(scopes)","bot_user_id":"U_BOT",\
            "app_id":"A0001","team":{"id":"\(team)","name":"Team \(team)"},"enterprise":null,\
            "is_enterprise_install":\(isEnterprise),"authed_user":{"id":"U_ADA"}\(rotation)}
            """
    }

    /// Answers with `body` to a call with a good token.
    mutating func withToken(_ request: ReceivedRequest, _ body: (inout SlackScript) -> String) -> ReceiverReply {
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch .missing {
            return .json(Self.refusal("not_authed"))
        } catch .expired {
            return .json(Self.refusal("token_expired"))
        } catch .revoked {
            return .json(Self.refusal("token_revoked"))
        } catch {
            return .json(Self.refusal("invalid_auth"))
        }
        return .json(body(&self))
    }

    static func refusal(_ code: String) -> String { #"{"ok":false,"error":"\#(code)"}"# }
}
