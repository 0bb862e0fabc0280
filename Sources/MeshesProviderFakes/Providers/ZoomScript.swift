import Foundation
import MeshesDestinations
public import MeshesModel

/// What a stand-in for Zoom knows (integrations/zoom.md 7): tokens that rotate, meetings, webinars and registrants.
public struct ZoomScript: SignInScript {
    public static let type = IntegrationType.zoom
    public static let rule: JSONObject = ["action": "add_meeting_registrant", "id": "111"]
    public static let endings = (revoked: InactiveReason.oauthAuthorizationRevoked, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.rotates

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "zm-access-", refresh: "zm-refresh-", isRotating: true)
    /// Bodies by meeting, in the order in which they came.
    public private(set) var registrants: [String: [JSONObject]] = [:]
    public var deliveries: Int { registrants.values.reduce(0) { $0 + $1.count } }
    public var hasWebinars = true
    /// With which the next call is refused.
    public var refusal: (status: Int, body: String, headers: [(String, String)])?

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(
            #"{"code":429,"message":"You have reached the maximum per-second rate limit for this API."}"#, status: 429,
            headers: [("X-RateLimit-Type", "QPS"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", String(Self.start + seconds))])
    }

    static func refusal(_ status: Int, _ code: Int, _ message: String) -> ReceiverReply {
        .json(#"{"code":\#(code),"message":"\#(message)"}"#, status: status)
    }

    /// A new day begins.
    public mutating func forgetToday() { sentToday = [:] }
    private var sentToday: [String: Int] = [:]

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if request.path.hasPrefix("/oauth/") { return tokens(request) }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch {
            return Self.refusal(401, 124, "Access token is expired.")
        }
        if let (status, body, headers) = refusal {
            refusal = nil
            return .json(body, status: status, headers: headers)
        }
        let parts = request.path.split(separator: "/").map(String.init)
        switch (request.method, request.path) {
        case ("GET", "/v2/users/me"):
            return .json(#"{"id":"u-1","account_id":"acc-1","email":"host@example.com","type":2}"#)
        case ("GET", "/v2/users/me/meetings") where request.query["type"] == "upcoming": return meetings(request.query)
        case ("GET", "/v2/users/me/webinars"): return webinars(request.query)
        case ("POST", _) where parts.count == 4 && parts[3] == "registrants": return register(parts[1], parts[2], request)
        default: return Self.refusal(404, 300, "Not found")
        }
    }

    private mutating func tokens(_ request: ReceivedRequest) -> ReceiverReply {
        if request.method == "GET", request.path == "/oauth/authorize" { return Self.consent(request, scope: nil, usesPKCE: true) }
        let form = request.form
        guard request.method == "POST", tokens.knowsBasic(request) else {
            return .json(#"{"reason":"Invalid client_id or client_secret","error":"invalid_client"}"#, status: 401)
        }
        switch request.path {
        case "/oauth/token":
            guard form["grant_type"] == "refresh_token" || (form["code_verifier"] ?? "").count >= 43 else {
                return .json(#"{"reason":"Invalid code verifier","error":"invalid_request"}"#, status: 400)
            }
            switch tokens.exchange(form) {
            case .failure(.revoked): return .json(#"{"reason":"Token revoked (4741)","error":"invalid_grant"}"#, status: 400)
            case .failure: return .json(#"{"reason":"Invalid Token!","error":"invalid_grant"}"#, status: 400)
            case .success(let issued):
                return .json(
                    """
                    {"access_token":"\(issued.access)","refresh_token":"\(issued.refresh ?? "")","token_type":"bearer","expires_in":3599,\
                    "scope":"meeting:write:registrant user:read:user","api_url":"https://api-eu.zoom.us"}
                    """)
            }
        case "/oauth/revoke":
            guard form["token"]?.hasPrefix("zm-access-") == true else { return .json("{}", status: 400) }
            tokens.takeBack()
            return .json(#"{"status":"success"}"#)
        default: return .json("{}", status: 404)
        }
    }

    private mutating func register(_ kind: String, _ id: String, _ request: ReceivedRequest) -> ReceiverReply {
        guard request.header("content-type") == "application/json", let body = try? JSONValue(parsing: request.body).object,
            let email = body["email"]?.string, body["first_name"]?.string?.isEmpty == false
        else { return .json(#"{"code":300,"message":"Validation Failed.","errors":[{"field":"first_name","message":"Missing field."}]}"#, status: 400) }
        if email.hasSuffix("@nowhere.org") {
            return .json(#"{"code":300,"message":"Validation Failed.","errors":[{"field":"email","message":"Invalid field."}]}"#, status: 400)
        }
        if kind == "webinars", !hasWebinars { return Self.refusal(400, 200, "Webinar plan is missing.") }
        if kind == "webinars", body["auto_approve"] != nil { return Self.refusal(400, 300, "Validation Failed.") }
        switch id {
        case "111", "112": break
        case "222": return Self.refusal(404, 404, "Registration has not been enabled for this meeting: 222.")
        case "333": return Self.refusal(400, 3038, "Meeting is over, you can not register now.")
        default: return Self.refusal(404, 3001, "Meeting does not exist: \(id).")
        }
        sentToday["\(id) \(email)", default: 0] += 1
        guard sentToday["\(id) \(email)", default: 0] <= 3 else {
            return Self.refusal(429, 429, "You have exceeded the daily rate limit of (3) for Add meeting registrant API requests for the registrant (\(email)). This limit resets at GMT 00:00:00.")
        }
        registrants[id, default: []].append(body)
        return .json(#"{"registrant_id":"r-\#(deliveries)","id":\#(id),"topic":"x","join_url":"https://zoom.us/w/secret-join-link"}"#, status: 201)
    }

    /// Three pages; meetings that recur are listed with every time.
    private func meetings(_ query: [String: String]) -> ReceiverReply {
        let all = [
            #"{"id":111,"topic":"Onboarding","type":2,"start_time":"2027-01-31T10:00:00Z","timezone":"Europe/Berlin"},{"id":113,"topic":"Whenever","type":3}"#,
            #"{"id":112,"topic":"daily","type":8,"start_time":"2027-07-01T08:00:00Z","timezone":"UTC"}"#,
            #"{"id":112,"topic":"daily","type":8,"start_time":"2027-07-02T08:00:00Z","timezone":"UTC"}"#,
        ]
        return Self.page("meetings", all, query)
    }

    private func webinars(_ query: [String: String]) -> ReceiverReply {
        guard hasWebinars else { return Self.refusal(400, 200, "Webinar plan is missing. You must subscribe to the webinar plan.") }
        return Self.page(
            "webinars",
            [
                #"{"id":111,"topic":"Launch","type":5,"start_time":"2027-02-01T10:00:00Z","timezone":"UTC"}"#, "",
                #"{"id":115,"topic":"autumn","type":5,"start_time":"2027-10-01T10:00:00Z","timezone":"UTC"}"#,
            ], query)
    }

    private static func page(_ what: String, _ all: [String], _ query: [String: String]) -> ReceiverReply {
        let page = query["next_page_token"].map { $0.isEmpty ? 0 : Int($0) ?? 9 } ?? 9
        guard all.indices.contains(page), query["page_size"] == "300" else { return refusal(400, 300, "bad page") }
        return .json(#"{"\#(what)":[\#(all[page])],"next_page_token":"\#(page + 1 < all.count ? String(page + 1) : "")"}"#)
    }
}
