public import MeshesDestinations
public import MeshesModel

/// A stand-in for Discord (integrations/discord.md 7): two servers, of which people add the bot to `G1`.
public struct DiscordScript: SignInScript {
    public static let type = IntegrationType.discord
    public static let rule: JSONObject = ["action": "send_message", "id": "10", "title": "Signed up", "template": "{{email}} on {{plan}}"]
    public static let endings = (revoked: InactiveReason.oauthAuthorizationRevoked, refused: InactiveReason.oauthAuthorizationRevoked)
    public static let renewal = Renewal.never
    public static let bot = "bot-token-0123456789abcdef"
    public static var app: OAuthApp {
        OAuthApp(clientID: "discord-client", clientSecret: Secret("discord-secret-0123456789"), botToken: Secret(bot))
    }

    public static var options: ProviderOptions {
        var options = ProviderOptions()
        options.leavesServers = true
        return options
    }

    public struct Message: Hashable, Sendable {
        public var channel: String
        public var embed: JSONValue

        public init(channel: String, embed: JSONValue) {
            self.channel = channel
            self.embed = embed
        }
    }
    private struct Channel {
        var guild: String
        var name: String
        var kind: Int
        var position: Int
    }

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "discord-user-", refresh: "discord-refresh-", isRotating: false)
    /// Whether the bot's own token is dead.
    public var refusesBot = false
    /// What the next 429 says about whom it concerns.
    public var isLimitGlobal = false
    /// What the headers of posted messages say: how many are left, and how long the window still lasts.
    public var left: (count: Int, seconds: Double)?
    /// Nonces and the messages they stand for.
    public private(set) var nonces: [String: String] = [:]
    public private(set) var messages: [Message] = []
    public var deliveries: Int { messages.count }

    private var channels: [String: Channel] = [
        "10": Channel(guild: "G1", name: "sales", kind: 0, position: 2), "11": Channel(guild: "G1", name: "news", kind: 5, position: 1),
        "12": Channel(guild: "G1", name: "talk", kind: 2, position: 0), "13": Channel(guild: "G1", name: "board", kind: 0, position: 3),
        "20": Channel(guild: "G2", name: "rivals", kind: 0, position: 0),
    ]

    public init() {}

    /// Makes a channel another one than it was.
    public mutating func change(_ id: String, guild: String = "G1", kind: Int = 0) {
        channels[id] = Channel(guild: guild, name: "moved", kind: kind, position: 9)
    }

    public mutating func deleteChannel(_ id: String) { channels[id] = nil }

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(
            #"{"message":"You are being rate limited.","retry_after":\#(seconds).25,"global":\#(isLimitGlobal)}"#, status: 429,
            headers: [("Retry-After", String(seconds + 1))])
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        switch (request.method, request.path) {
        case ("GET", "/oauth2/authorize"): return Self.consent(request.query)
        case ("POST", "/api/oauth2/token"): return exchange(request)
        case ("GET", "/api/v10/users/@me"):
            guard Self.isBot(request) else { return Self.blocked }
            do throws(TokenVault.Fault) { try tokens.check(request) } catch { return Self.unauthorized }
            return .json(#"{"id":"900","username":"ada"}"#)
        default: return asBot(request)
        }
    }

    private static let unauthorized = error(401, 0, "401: Unauthorized")
    private static let blocked = error(403, 40333, "internal network error")

    private static func isBot(_ request: ReceivedRequest) -> Bool { request.header("user-agent")?.hasPrefix("DiscordBot (") == true }

    static func error(_ status: Int, _ code: Int, _ message: String) -> ReceiverReply {
        .json(#"{"code":\#(code),"message":"\#(message)"}"#, status: status)
    }

    private static func consent(_ query: [String: String]) -> ReceiverReply {
        guard query["client_id"] == app.clientID, query["scope"] == "bot identify", query["permissions"] == "19456",
            let target = query["redirect_uri"], let state = query["state"]
        else { return .page(400) }
        return ReceiverReply(status: 302, headers: [("Location", "\(target)?code=ok&state=\(state)&guild_id=G1")])
    }

    private mutating func exchange(_ request: ReceivedRequest) -> ReceiverReply {
        guard tokens.knowsBasic(request) else { return .json(#"{"error":"invalid_client"}"#, status: 401) }
        guard case .success(let issued) = tokens.exchange(request.form) else { return .json(#"{"error":"invalid_grant"}"#, status: 400) }
        return .json(
            """
            {"access_token":"\(issued.access)","token_type":"Bearer","expires_in":604800,"refresh_token":"\(issued.refresh ?? "")",\
            "scope":"bot identify","guild":{"id":"G1","name":"Example"}}
            """)
    }

    private mutating func asBot(_ request: ReceivedRequest) -> ReceiverReply {
        guard Self.isBot(request) else { return Self.blocked }
        guard request.header("authorization") == "Bot \(Self.bot)", !refusesBot else { return Self.unauthorized }
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.prefix(2) == ["api", "v10"], parts.count >= 4 else { return Self.error(404, 0, "404: Not Found") }
        switch (request.method, parts[2], parts.count) {
        case ("DELETE", "users", 6):
            tokens.takeBack()
            return ReceiverReply(status: 204)
        case ("GET", "guilds", 4): return isGone(parts[3]) ? Self.error(404, 10004, "Unknown Guild") : .json(#"{"id":"\#(parts[3])"}"#)
        case ("GET", "guilds", 5): return isGone(parts[3]) ? Self.error(403, 50001, "Missing Access") : list(parts[3])
        case ("GET", "channels", 4): return channel(parts[3]) { .json(#"{"id":"\#(parts[3])","guild_id":"\#($0.guild)","type":\#($0.kind)}"#) }
        case ("POST", "channels", 5): return post(request, to: parts[3])
        default: return Self.error(404, 0, "404: Not Found")
        }
    }

    private func isGone(_ guild: String) -> Bool { tokens.isRevoked && guild == "G1" }

    private func channel(_ id: String, _ body: (Channel) -> ReceiverReply) -> ReceiverReply {
        guard let channel = channels[id] else { return Self.error(404, 10003, "Unknown Channel") }
        return isGone(channel.guild) ? Self.error(403, 50001, "Missing Access") : body(channel)
    }

    private func list(_ guild: String) -> ReceiverReply {
        let all = channels.filter { $0.value.guild == guild }.map {
            #"{"id":"\#($0.key)","name":"\#($0.value.name)","type":\#($0.value.kind),"position":\#($0.value.position)}"#
        }
        return .json("[\(all.joined(separator: ","))]")
    }

    private mutating func post(_ request: ReceivedRequest, to id: String) -> ReceiverReply {
        guard let known = channels[id], !isGone(known.guild) else { return Self.error(403, 50001, "Missing Access") }
        guard id != "13" else { return Self.error(403, 50013, "Missing Permissions") }
        guard request.header("content-type") == "application/json", let body = try? JSONValue(parsing: request.body),
            let embed = body["embeds"]?.array?.first, body["allowed_mentions"] == ["parse": []], let nonce = body["nonce"]?.string, nonce.count <= 25,
            (embed["title"]?.string ?? "").utf16.count <= 256, (embed["description"]?.string ?? "").utf16.count <= 4096
        else { return Self.error(400, 50035, "Invalid Form Body") }
        if nonces[nonce] == nil {
            messages.append(Message(channel: id, embed: embed))
            nonces[nonce] = "\(messages.count)"
        }
        let headers = left.map { [("X-RateLimit-Bucket", "b"), ("X-RateLimit-Remaining", String($0.count)), ("X-RateLimit-Reset-After", String($0.seconds))] }
        return .json(#"{"id":"m\#(nonces[nonce] ?? "")"}"#, headers: headers ?? [])
    }
}
