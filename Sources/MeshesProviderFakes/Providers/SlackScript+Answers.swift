import MeshesModel

extension SlackScript {
    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(Self.refusal("ratelimited"), status: 429, headers: [("Retry-After", String(seconds))])
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        switch (request.method, request.path) {
        case ("GET", "/oauth/v2/authorize"): return Self.consent(request, scope: "chat:write,channels:read,groups:read,chat:write.public", usesPKCE: false)
        case ("POST", "/api/oauth.v2.access"): return exchange(request.form)
        case ("POST", "/api/auth.test"):
            return withToken(request) {
                #"{"ok":true,"url":"https://example.slack.com/","team_id":"\#($0.team)","user_id":"U_BOT"}"#
            }
        case ("POST", "/api/auth.revoke"):
            return withToken(request) { script in
                script.tokens.takeBack()
                return #"{"ok":true,"revoked":true}"#
            }
        case ("GET", "/api/conversations.list"): return withToken(request) { _ in Self.channels(request.query) }
        case ("POST", "/api/chat.postMessage"): return withToken(request) { $0.post(request) }
        case ("POST", "/api/conversations.join"): return withToken(request) { $0.join(request.form["channel"]) }
        default: return .json(Self.refusal("unknown_method"), status: 404)
        }
    }

    /// Three pages; private channels only when they are asked for.
    private static func channels(_ query: [String: String]) -> String {
        let board = query["types"]?.contains("private_channel") == true ? #"{"id":"C_SECRET","name":"board","is_private":true}"# : ""
        let pages = [
            ("", #"{"id":"C_OK","name":"sales","is_private":false},{"id":"C_OUT","name":"General","is_private":false}"#), ("page-2", board),
            ("page-3", #"{"id":"C_RO","name":"announcements","is_private":false}"#),
        ]
        guard let number = pages.firstIndex(where: { $0.0 == query["cursor"] ?? "" }) else { return refusal("invalid_cursor") }
        let next = number + 1 < pages.count ? pages[number + 1].0 : ""
        return #"{"ok":true,"channels":[\#(pages[number].1)],"response_metadata":{"next_cursor":"\#(next)"}}"#
    }

    private mutating func join(_ channel: String?) -> String {
        guard channel == "C_OUT", scopes.contains("channels:join") else { return Self.refusal("missing_scope") }
        hasJoined = true
        return #"{"ok":true,"channel":{"id":"C_OUT"}}"#
    }

    private mutating func post(_ request: ReceivedRequest) -> String {
        guard request.header("content-type") == "application/json; charset=utf-8", let body = try? JSONValue(parsing: request.body),
            let channel = body["channel"]?.string, let text = body["text"]?.string
        else { return Self.refusal("invalid_form_data") }
        switch channel {
        case "C_OUT" where !hasJoined: return Self.refusal("not_in_channel")
        case "C_OK", "C_OUT":
            keep(Message(channel: channel, text: text))
            return #"{"ok":true,"channel":"\#(channel)","ts":"1503435956.\#(messages.count)","message":{}}"#
        case "C_ARCH": return Self.refusal("is_archived")
        case "C_RO": return Self.refusal("restricted_action_read_only_channel")
        default: return Self.refusal("channel_not_found")
        }
    }
}
