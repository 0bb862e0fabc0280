extension SlackScript {
    static func consent(_ request: ReceivedRequest) -> ReceiverReply {
        let query = request.query
        guard query["client_id"] == clientID, let target = query["redirect_uri"], let state = query["state"],
            query["scope"] == "chat:write,channels:read,groups:read,chat:write.public"
        else { return .page(400) }
        return ReceiverReply(status: 302, headers: [("Location", "\(target)?code=ok&state=\(state)")])
    }

    /// Codes that are good: `ok`, and `rotating` for tokens that run out.
    mutating func exchange(_ form: [String: String]) -> ReceiverReply {
        guard form["client_id"] == Self.clientID else { return .json(Self.refusal("invalid_client_id")) }
        guard form["client_secret"] == Self.clientSecret else { return .json(Self.refusal("bad_client_secret")) }
        if form["grant_type"] == "refresh_token" { return refreshed(form["refresh_token"] ?? "") }
        guard let code = form["code"], ["ok", "rotating"].contains(code), form["redirect_uri"]?.hasSuffix("/oauth/slack/callback") == true
        else { return .json(Self.refusal("invalid_code")) }
        (isRevoked, expired) = (false, [])
        return .json(grant(rotating: code == "rotating"))
    }

    private mutating func refreshed(_ token: String) -> ReceiverReply {
        guard !isRevoked else { return .json(Self.refusal("token_revoked")) }
        guard token == refresh || (forgivesFormerRefresh && token == formerRefresh) else {
            return .json(Self.refusal("invalid_refresh_token"))
        }
        countRefresh()
        return .json(grant(rotating: true))
    }

    private mutating func grant(rotating: Bool) -> String {
        if rotating { serial += 1 }
        let token = "xoxb-\(team)-\(serial)"
        access = [token]
        var rotation = ""
        if rotating {
            (formerRefresh, refresh) = (refresh, "xoxe-1-\(serial)")
            rotation = #","expires_in":43200,"refresh_token":"xoxe-1-\#(serial)""#
        }
        return """
            {"ok":true,"access_token":"\(token)","token_type":"bot","scope":"\(scopes)","bot_user_id":"U_BOT",\
            "app_id":"A0001","team":{"id":"\(team)","name":"Team \(team)"},"enterprise":null,\
            "is_enterprise_install":\(isEnterprise),"authed_user":{"id":"U_ADA"}\(rotation)}
            """
    }

    /// Answers with `body` to a call with a good token.
    mutating func withToken(_ request: ReceivedRequest, _ body: (inout SlackScript) -> String) -> ReceiverReply {
        let token = request.header("authorization").map { String($0.dropFirst("Bearer ".count)) } ?? ""
        if token.isEmpty { return .json(Self.refusal("not_authed")) }
        if isRevoked { return .json(Self.refusal("token_revoked")) }
        if expired.contains(token) { return .json(Self.refusal("token_expired")) }
        guard access.contains(token) else { return .json(Self.refusal("invalid_auth")) }
        formerRefresh = nil
        return .json(body(&self))
    }

    static func refusal(_ code: String) -> String { #"{"ok":false,"error":"\#(code)"}"# }
}
