import Foundation
import MeshesDestinations
public import MeshesModel

/// What a stand-in for Pipedrive knows (integrations/pipedrive.md 7): tokens, persons and their fields.
public struct PipedriveScript: SignInScript {
    public static let type = IntegrationType.pipedrive
    public static let rule: JSONObject = ["action": "add_label_to_person", "id": "5"]
    public static let endings = (revoked: InactiveReason.oauthReauthorizationRequired, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.keepsRefreshToken

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "pd-access-", refresh: "pd-refresh-", isRotating: false)
    /// By id.
    public var persons: [Int64: JSONObject] = [:]
    public private(set) var deliveries = 0
    /// Whether searches do not find anybody yet.
    public var lags = false
    /// Whether a proxy blocks all callers.
    public var isBlocked = false
    /// Whether an empty list of labels is refused.
    public var refusesEmptyLists = false
    /// The body of an error with which the next call is refused, and its status.
    public var refusal: (status: Int, body: String)?

    var serial: Int64 = 100

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(
            #"{"success":false,"error":"rate limit exceeded"}"#, status: 429,
            headers: [("x-ratelimit-reset", String(seconds)), ("x-ratelimit-remaining", "0")])
    }

    static func refusal(_ status: Int, _ error: String) -> ReceiverReply {
        .json(#"{"success":false,"error":"\#(error)","error_info":"See the documentation"}"#, status: status)
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if request.path.hasPrefix("/oauth/") { return tokens(request) }
        if isBlocked { return .page(403, "<html>Attention required</html>") }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch {
            return .json(#"{"success":false,"error":"unauthorized access","errorCode":401}"#, status: 401)
        }
        if let (status, body) = refusal {
            refusal = nil
            return .json(body, status: status)
        }
        let parts = request.path.split(separator: "/").map(String.init)
        let body = (try? JSONValue(parsing: request.body))?.object ?? [:]
        if request.method != "GET", request.header("content-type") != "application/json" { return Self.refusal(415, "json only") }
        switch (request.method, request.path) {
        case ("GET", "/api/v1/users/me"):
            return .json(#"{"success":true,"data":{"id":12,"company_id":34,"company_name":"Acme","company_domain":"acme"}}"#)
        case ("GET", "/api/v2/personFields"): return fields(request.query)
        case ("GET", "/api/v2/persons/search"): return search(request.query)
        case ("POST", "/api/v2/persons"): return make(body)
        case ("GET", _) where parts.count == 4 && parts[2] == "persons": return person(parts[3])
        case ("PATCH", _) where parts.count == 4 && parts[2] == "persons": return change(parts[3], body)
        default: return Self.refusal(404, "Not found")
        }
    }

    private mutating func tokens(_ request: ReceivedRequest) -> ReceiverReply {
        if request.method == "GET", request.path == "/oauth/authorize" { return Self.consent(request, scope: nil, usesPKCE: false) }
        let form = request.form
        guard request.method == "POST", tokens.knowsBasic(request), form["client_secret"] == nil else {
            return .json(#"{"success":false,"error":"invalid_client"}"#, status: 401)
        }
        switch request.path {
        case "/oauth/token":
            guard case .success(let issued) = tokens.exchange(form) else {
                return .json(#"{"success":false,"error":"invalid_grant"}"#, status: 400)
            }
            return .json(
                """
                {"access_token":"\(issued.access)","refresh_token":"\(issued.refresh ?? "")","token_type":"Bearer","expires_in":3599,\
                "scope":"base,contacts:full","api_domain":"https://acme.pipedrive.com"}
                """)
        case "/oauth/revoke":
            guard form["token_type_hint"] == "refresh_token", form["token"]?.hasPrefix("pd-refresh-") == true else { return .json("{}", status: 400) }
            tokens.takeBack()
            return ReceiverReply(status: 200)
        default: return .json("{}", status: 404)
        }
    }

    mutating func countDelivery() { deliveries += 1 }
}
