import Foundation
import MeshesDestinations
public import MeshesModel

/// What a stand-in for Intercom knows (integrations/intercom.md 7): tokens, contacts, tags and attributes.
public struct IntercomScript: SignInScript {
    public static let type = IntegrationType.intercom
    public static let rule: JSONObject = ["action": "add_tag", "id": "5"]
    public static let endings = (revoked: InactiveReason.oauthAuthorizationRevoked, refused: InactiveReason.oauthAuthorizationRevoked)
    public static let renewal = Renewal.never

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "ic-access-", refresh: "ic-refresh-", isRotating: false)
    /// By id.
    public var contacts: [String: JSONObject] = [:]
    /// Ids of tags by contact.
    public var tagged: [String: Set<String>] = [:]
    public private(set) var deliveries = 0
    /// Whether searches do not find anybody yet.
    public var hidesNew = false
    /// Whether conflicts speak of an archived contact.
    public var isArchived = false
    /// Whether tags are refused for contacts that were just made.
    public var overlooksContacts = false
    /// The code of an error with which the next call is refused, and its status.
    public var refusals: [(status: Int, code: String)] = []

    var serial = 0

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        Self.refusal(429, "rate_limit_exceeded", headers: [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", String(Self.start + seconds))])
    }

    static func refusal(_ status: Int, _ code: String, _ message: String = "refused", headers: [(String, String)] = []) -> ReceiverReply {
        .json(
            #"{"type":"error.list","request_id":"r-1","errors":[{"code":"\#(code)","message":"\#(message)"}]}"#, status: status, headers: headers)
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if request.method == "GET", request.path == "/oauth" { return Self.consent(request, scope: nil, usesPKCE: false) }
        if request.path == "/auth/eagle/token" { return exchange(request) }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch {
            return Self.refusal(401, "unauthorized", "Access Token Invalid")
        }
        guard request.header("intercom-version") == "2.15" else { return Self.refusal(400, "intercom_version_invalid") }
        if !refusals.isEmpty {
            let (status, code) = refusals.removeFirst()
            return Self.refusal(status, code)
        }
        if request.method == "POST" && request.path == "/auth/uninstall" {
            tokens.takeBack()
            return .json("{}")
        }
        if ["POST", "PUT"].contains(request.method), request.header("content-type") != "application/json" { return Self.refusal(415, "media_type") }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        let body = (try? JSONValue(parsing: request.body)) ?? .null
        switch (request.method, parts.first, parts.count) {
        case ("GET", "me", 1):
            return .json(#"{"type":"admin","id":"a-1","app":{"id_code":"abc123","name":"Acme","region":"EU"}}"#)
        case ("GET", "tags", 1): return .json(Self.tags)
        case ("GET", "data_attributes", 1) where request.query["model"] == "contact": return .json(Self.attributes)
        case ("POST", "contacts", 2) where parts[1] == "search": return search(body)
        case ("GET", "contacts", 3) where parts[1] == "find_by_external_id": return byExternalID(parts[2])
        case ("POST", "contacts", 1): return make(body)
        case ("PUT", "contacts", 2): return change(parts[1], body)
        case ("POST", "contacts", 3) where parts[2] == "tags": return tag(parts[1], body["id"]?.string)
        case ("DELETE", "contacts", 4) where parts[2] == "tags": return untag(parts[1], parts[3])
        default: return Self.refusal(404, "not_found", "Resource Not Found")
        }
    }

    private mutating func exchange(_ request: ReceivedRequest) -> ReceiverReply {
        let form = request.form
        guard request.method == "POST", tokens.knowsForm(form) else { return Self.refusal(401, "server_error", "Unauthorized Client") }
        guard form["grant_type"] == nil, case .success(let issued) = tokens.exchange(form, isRenewable: false) else {
            return Self.refusal(401, "server_error", "Unauthorized Code")
        }
        return .json(#"{"token_type":"Bearer","access_token":"\#(issued.access)","token":"\#(issued.access)"}"#)
    }

    private mutating func tag(_ contact: String, _ tag: String?) -> ReceiverReply {
        guard contacts[contact] != nil, !overlooksContacts else { return Self.refusal(404, "not_found", "User Not Found") }
        guard let tag, ["5", "6"].contains(tag) else { return Self.refusal(404, "not_found", "Resource Not Found") }
        tagged[contact, default: []].insert(tag)
        deliveries += 1
        return .json(#"{"type":"tag","id":"\#(tag)","name":"x"}"#)
    }

    private mutating func untag(_ contact: String, _ tag: String) -> ReceiverReply {
        guard tagged[contact]?.remove(tag) != nil else { return Self.refusal(404, "not_found", "Resource Not Found") }
        return .json(#"{"type":"tag","id":"\#(tag)","name":"x"}"#)
    }

    private static let tags = #"""
        {"type":"list","data":[{"type":"tag","id":"5","name":"Trial"},{"type":"tag","id":"6","name":"beta"}]}
        """#

    private static let attributes = #"""
        {"type":"list","data":[{"name":"plan","full_name":"custom_attributes.plan","label":"Plan","data_type":"string","custom":true,"options":["pro","free"]},
        {"name":"seats","full_name":"custom_attributes.seats","label":"Seats","data_type":"integer","custom":true},
        {"name":"trial_ends","full_name":"custom_attributes.trial_ends","label":"Trial ends","data_type":"date","custom":true},
        {"name":"old","full_name":"custom_attributes.old","label":"Old","data_type":"string","custom":true,"archived":true},
        {"name":"fixed","full_name":"custom_attributes.fixed","label":"Fixed","data_type":"string","custom":true,"api_writable":false},
        {"name":"city","full_name":"location.city","label":"City","data_type":"string","custom":false}]}
        """#
}
