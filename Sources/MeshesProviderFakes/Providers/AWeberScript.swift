import Foundation
public import MeshesModel

/// A stand-in for AWeber (integrations/aweber.md 7).
public struct AWeberScript: SignInScript {
    public static let type = IntegrationType.aweber
    public static let rule: JSONObject = ["action": "add_to_list", "id": "11"]
    public static let endings = (revoked: InactiveReason.oauthReauthorizationRequired, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.rotates

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "aweber-access-", refresh: "aweber-refresh-", isRotating: true)
    /// By address.
    public var subscribers: [String: JSONObject] = [:]
    /// Addresses that have not confirmed yet.
    public var unconfirmed: Set<String> = []
    /// The message of a 403 for every call.
    public var forbidden: String?
    /// Whether the customer's account is closed.
    public var isInactive = false
    public var takesFormsOnly = false
    public var hasTwoAccounts = false
    /// From id 11 on.
    public var lists = ["Trial users", "beta", "Alpha"]
    /// Lists that a page holds.
    public var pageSize = 1
    public var deliveries: Int { subscribers.count }

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply { Self.error(403, "ForbiddenError", "Rate Limit Error") }

    static func error(_ status: Int, _ type: String, _ message: String) -> ReceiverReply {
        .json(#"{"error":{"type":"\#(type)","message":"\#(message)","status":\#(status),"documentation_url":"https://api.aweber.com"}}"#, status: status)
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        switch (request.method, request.path) {
        case ("GET", "/oauth2/authorize"): return Self.consent(request.query)
        case ("POST", "/oauth2/token"): return exchange(request)
        case ("POST", "/oauth2/revoke"):
            guard tokens.knowsForm(request.form), request.form["token"] != nil else { return .json(#"{"error":"invalid_client"}"#, status: 401) }
            tokens.takeBack()
            return ReceiverReply(status: 200)
        default: break
        }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch .missing {
            return Self.error(400, "MissingOAuthParametersError", "oauth_consumer_key")
        } catch {
            return .json(#"{"error":"invalid_token","error_description":"The token has run out"}"#, status: 401)
        }
        if isInactive { return Self.error(401, "UnauthorizedError", "Invalid Account") }
        if let forbidden { return Self.error(403, "ForbiddenError", forbidden) }
        return call(request)
    }

    private static func consent(_ query: [String: String]) -> ReceiverReply {
        guard query["client_id"] == app.clientID, query["code_challenge"] == nil, let target = query["redirect_uri"], let state = query["state"],
            query["scope"] == "account.read list.read subscriber.read subscriber.write"
        else { return .page(400) }
        return ReceiverReply(status: 302, headers: [("Location", "\(target)?code=ok&state=\(state)")])
    }

    private mutating func exchange(_ request: ReceivedRequest) -> ReceiverReply {
        guard tokens.knowsBasic(request) else { return .json(#"{"error":"invalid_client"}"#, status: 401) }
        switch tokens.exchange(request.form) {
        case .failure(.revoked): return .json(#"{"error":"invalid_request"}"#, status: 400)
        case .failure: return .json(#"{"error":"invalid_grant"}"#, status: 400)
        case .success(let issued):
            return .json(
                #"{"access_token":"\#(issued.access)","refresh_token":"\#(issued.refresh ?? "")","token_type":"bearer","expires_in":7200}"#)
        }
    }

    private mutating func call(_ request: ReceivedRequest) -> ReceiverReply {
        switch (request.method, request.path) {
        case ("GET", "/1.0/accounts"):
            let other = hasTwoAccounts ? #"{"id":5,"company":"Other"},"# : ""
            return .json(#"{"entries":[\#(other){"id":7,"company":"Example"}]}"#)
        case ("GET", "/1.0/accounts/7/lists"): return page(request.query)
        case ("GET", "/1.0/accounts/7/lists/11/custom_fields"): return .json(#"{"entries":[{"id":1,"name":"Plan"},{"id":2,"name":"Seats left"}]}"#)
        case ("GET", "/1.0/accounts/7/lists/12/custom_fields"): return .json(#"{"entries":[{"id":3,"name":"Plan"}]}"#)
        case ("GET", "/1.0/accounts/7/lists/40/custom_fields"): return .json(#"{"entries":[{"id":4,"name":"Cup size"}]}"#)
        case ("GET", let path) where path.wholeMatch(of: /\/1\.0\/accounts\/7\/lists\/[123]\d\/custom_fields/) != nil: return .json(#"{"entries":[]}"#)
        case ("POST", "/1.0/accounts/7/lists/11/subscribers"): return add(request)
        case ("PATCH", "/1.0/accounts/7/lists/11/subscribers"): return change(request)
        default: return Self.error(404, "NotFoundError", "Object does not exist")
        }
    }

    /// The addresses of pages name AWeber's own host.
    private func page(_ query: [String: String]) -> ReceiverReply {
        let start = min(Int(query["ws.start"] ?? "") ?? 0, lists.count)
        let end = min(start + pageSize, lists.count)
        let entries = (start..<end).map { #"{"id":\#(11 + $0),"name":"\#(lists[$0])"}"# }.joined(separator: ",")
        let next = end < lists.count
            ? #","next_collection_link":"https://api.aweber.com/1.0/accounts/7/lists?ws.start=\#(end)&ws.size=\#(pageSize)""# : ""
        return .json(#"{"entries":[\#(entries)],"start":\#(start),"total_size":\#(lists.count)\#(next)}"#)
    }

    private mutating func add(_ request: ReceivedRequest) -> ReceiverReply {
        var body = (try? JSONValue(parsing: request.body))?.object ?? [:]
        if takesFormsOnly {
            guard !request.form.isEmpty else { return Self.error(415, "UnsupportedMediaType", "form") }
            body = JSONObject(request.form.map { ($0, .string($1)) }, uniquingKeysWith: { first, _ in first })
        }
        guard body["update_existing"] == "true", body["strict_custom_fields"] == "false", let email = body["email"]?.string, !email.hasSuffix("@nowhere.org")
        else { return Self.error(400, "BadRequestError", "email: Invalid email address.") }
        if body["ip_address"]?.string?.hasPrefix("10.") == true { return Self.error(400, "WebServiceError", "ip_address: Invalid IP address.") }
        if unconfirmed.contains(email) { return Self.error(400, "WebServiceError", "email: Subscriber has not confirmed.") }
        guard subscribers[email] == nil else { return Self.error(400, "WebServiceError", "email: Subscriber already subscribed.") }
        subscribers[email] = body
        return ReceiverReply(status: 201, headers: [("Location", "https://api.aweber.com/1.0/accounts/7/lists/11/subscribers/\(subscribers.count)")])
    }

    private mutating func change(_ request: ReceivedRequest) -> ReceiverReply {
        // A bare plus is a space here.
        let raw = request.target.split(separator: "subscriber_email=", maxSplits: 1).last.map { $0.replacing("+", with: " ") } ?? ""
        guard let email = raw.removingPercentEncoding, subscribers[email] != nil else { return Self.error(404, "NotFoundError", "Object does not exist") }
        for (key, value) in (try? JSONValue(parsing: request.body))?.object ?? [:] { subscribers[email]?[key] = value }
        return .json(#"{"status":"subscribed"}"#, status: 209)
    }
}
