public import MeshesModel

/// A stand-in for SendGrid (integrations/sendgrid.md 7).
public struct SendGridScript: APIKeyScript {
    public static let type = IntegrationType.sendgrid
    public static let settings: JSONObject = ["api_key": "SG.0123456789abcdefghijkl.0123456789abcdefghijklmnopqrstuvwxyz0123456"]
    public static let rule: JSONObject = ["action": "send_email_template", "id": "d-welcome", "from": "Team {{plan}} <team@example.com>"]

    public var switches = ProviderSwitches()
    public var isRevoked = false
    public var oddRefusals = 0
    public var scopes: Set<String> = ["mail.send", "templates.read"]
    /// Addresses that mail may be from.
    public var verified: Set<String> = ["team@example.com", "test@example.com"]
    public var isOutOfCredits = false
    /// Whether it lets nobody through after too many bad calls.
    public var isBlocked = false
    /// What was sent.
    public private(set) var mails: [JSONValue] = []
    public var deliveries: Int { mails.count }

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        var reply = Self.error(429, "too many requests")
        reply.headers += [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", String(Self.start + seconds))]
        return reply
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        var reply = judged(request)
        reply.headers += [("X-RateLimit-Limit", "600"), ("X-RateLimit-Remaining", "599"), ("X-RateLimit-Reset", String(Self.start + 60))]
        return reply
    }

    private mutating func judged(_ request: ReceivedRequest) -> ReceiverReply {
        guard request.header("accept") == "application/json" else { return Self.error(406, "not acceptable") }
        guard request.header("authorization") == "Bearer \(Self.key)", !refusesKey() else {
            return Self.error(401, "The provided authorization grant is invalid, expired, or revoked")
        }
        if isBlocked { return Self.error(403, "You have been temporarily blocked") }
        switch (request.method, request.path) {
        case ("POST", "/v3/mail/send"): return send(request)
        case ("GET", "/v3/scopes"): return .json(JSONValue.object(["scopes": .array(scopes.sorted().map { .string($0) })]).compactText)
        case ("GET", "/v3/templates"): return templates(request.query)
        default: return Self.error(404, "not found")
        }
    }

    private mutating func send(_ request: ReceivedRequest) -> ReceiverReply {
        guard scopes.contains("mail.send") else { return Self.error(403, "access forbidden") }
        guard request.header("content-type") == "application/json", let mail = try? JSONValue(parsing: request.body) else {
            return Self.error(415, "no JSON")
        }
        guard !isOutOfCredits else { return Self.error(401, "Maximum credits exceeded") }
        guard let from = mail["from"]?["email"]?.string, verified.contains(from) else {
            return Self.error(403, "The from address does not match a verified Sender Identity.", field: "from")
        }
        guard let recipients = mail["personalizations"]?.array, recipients.count == 1,
            let address = recipients[0]["to"]?.array?.first?["email"]?.string, !address.hasSuffix("@nowhere.org")
        else { return Self.error(400, "Does not contain a valid address.", field: "personalizations.0.to.0.email") }
        let template = mail["template_id"]?.string
        guard (template == nil) != (mail["content"] == nil) else { return Self.error(400, "Content or a template, one of them.", field: "content") }
        guard template == nil || template == "d-welcome" else { return Self.error(400, "The template does not exist.", field: "template_id") }
        if mail["mail_settings"]?["sandbox_mode"]?["enable"] == true { return ReceiverReply(status: 200) }
        mails.append(mail)
        return ReceiverReply(status: 202, headers: [("X-Message-Id", "message-\(mails.count)")])
    }

    /// Three pages of one template each. The addresses of the pages are those of another host.
    private func templates(_ query: [String: String]) -> ReceiverReply {
        guard scopes.contains("templates.read") else { return Self.error(403, "access forbidden") }
        guard query["generations"] == "dynamic", query["page_size"] != nil else { return Self.error(400, "page_size is required") }
        let pages = [
            #"{"id":"d-welcome","name":"Welcome","versions":[{"id":"v1","active":1}]}"#, #"{"id":"d-draft","name":"Draft","versions":[{"id":"v2","active":0}]}"#,
            #"{"id":"d-bye","name":"bye","versions":[{"id":"v3","active":1}]}"#,
        ]
        let number = Int(query["page_token"].map { String($0.dropFirst("p+".count)) } ?? "0") ?? 0
        let next = number < 2 ? #","next":"https://elsewhere.example.com/v3/templates?page_token=p%2B\#(number + 1)&page_size=200""# : ""
        return .json(#"{"result":[\#(pages[number])],"_metadata":{"count":3\#(next)}}"#)
    }

    private static func error(_ status: Int, _ message: String, field: String? = nil) -> ReceiverReply {
        let error: JSONObject = ["message": .string(message), "field": field.map { .string($0) } ?? .null, "help": nil]
        return .json(JSONValue.object(["errors": [.object(error)]]).compactText, status: status)
    }
}
