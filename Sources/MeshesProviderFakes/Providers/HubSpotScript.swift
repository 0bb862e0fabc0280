import Foundation
import MeshesDestinations
public import MeshesModel

/// What a stand-in for HubSpot knows (integrations/hubspot.md 7): tokens, contacts, lists and properties.
public struct HubSpotScript: SignInScript {
    public static let type = IntegrationType.hubspot
    public static let rule: JSONObject = ["action": "add_to_list", "id": "5"]
    public static let endings = (revoked: InactiveReason.oauthAuthorizationRevoked, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.keepsRefreshToken

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "hub-access-", refresh: "hub-refresh-", isRotating: false)
    /// By id; each with its properties.
    public var contacts: [String: [String: String]] = [:]
    public private(set) var members: Set<String> = []
    public private(set) var deliveries = 0
    /// Whether somebody else makes the contact right after it was looked for.
    public var isRaced = false
    /// Whether conflicts are told without the id.
    public var isVague = false
    public var lacksScope = false
    /// Whether the lists overlook a contact that was just made.
    public var overlooksContacts = false

    private static let scopes = "crm.objects.contacts.read crm.objects.contacts.write crm.lists.read crm.lists.write crm.schemas.contacts.read"
    private var serial = 500

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(
            #"{"status":"error","errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING","message":"Too many"}"#, status: 429,
            headers: [("Retry-After", String(seconds))])
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if request.path.hasPrefix("/oauth/") { return tokens(request) }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch {
            return .json(#"{"status":"error","message":"The token is expired","category":"EXPIRED_AUTHENTICATION","correlationId":"c-1"}"#, status: 401)
        }
        guard request.method == "GET" || request.header("content-type") == "application/json" else { return .json("{}", status: 415) }
        if lacksScope { return .json(#"{"status":"error","category":"MISSING_SCOPES","message":"scopes"}"#, status: 403) }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        let body = (try? JSONValue(parsing: request.body)) ?? .null
        switch (request.method, parts.dropFirst(2).first ?? "") {
        case ("POST", "objects") where parts.count == 4: return make(body)
        case ("GET", "objects") where parts.count == 5, ("PATCH", "objects") where parts.count == 5:
            return contact(parts[4], byEmail: request.query["idProperty"] == "email", body)
        case ("POST", "lists") where parts.last == "search": return lists(body)
        case ("PUT", "lists") where parts.count == 6: return membership(parts[3], parts[5], body.array?.first?.string ?? "")
        case ("GET", "properties") where parts.last == "contacts": return .json(Self.properties)
        default: return .json("{}", status: 404)
        }
    }

    private mutating func tokens(_ request: ReceivedRequest) -> ReceiverReply {
        if request.method == "GET", request.path == "/oauth/authorize" { return Self.consent(request, scope: Self.scopes, usesPKCE: true) }
        let form = request.form
        guard request.method == "POST", tokens.knowsForm(form) else { return .json(#"{"error":"invalid_client"}"#, status: 401) }
        switch request.path {
        case "/oauth/2026-03/token/introspect": return .json(#"{"hub_domain":"acme.example","active":true}"#)
        case "/oauth/2026-03/token/revoke":
            tokens.takeBack()
            return ReceiverReply(status: 204)
        case "/oauth/2026-03/token": return exchange(form)
        default: return .json("{}", status: 404)
        }
    }

    private mutating func exchange(_ form: [String: String]) -> ReceiverReply {
        guard form["grant_type"] == "refresh_token" || (form["code_verifier"] ?? "").count >= 43 else {
            return .json(#"{"error":"invalid_grant"}"#, status: 400)
        }
        switch tokens.exchange(form) {
        case .failure(.revoked): return .json(#"{"error":"access_denied","status":"BAD_HUB"}"#, status: 403)
        case .failure: return .json(#"{"error":"invalid_grant","status":"BAD_REFRESH_TOKEN"}"#, status: 400)
        case .success(let issued):
            return .json(
                """
                {"access_token":"\(issued.access)","refresh_token":"\(issued.refresh ?? "")","token_type":"bearer","expires_in":1800,\
                "hub_id":1001,"user_id":7,"scopes":["oauth"]}
                """)
        }
    }

    private static func values(_ body: JSONValue) -> [String: String] {
        Dictionary((body["properties"]?.object ?? [:]).compactMap { key, value in value.string.map { (key, $0) } }, uniquingKeysWith: { _, last in last })
    }

    private static let invalid = ReceiverReply.json(
        #"{"category":"VALIDATION_ERROR","message":"bad","correlationId":"c-2","errors":[{"code":"INVALID_EMAIL","context":{"propertyName":["email"]}}]}"#, status: 400)

    private mutating func make(_ body: JSONValue) -> ReceiverReply {
        let values = Self.values(body)
        guard let email = values["email"], !email.hasSuffix("@nowhere.org") else { return Self.invalid }
        if let taken = contacts.first(where: { $0.value["email"]?.lowercased() == email.lowercased() })?.key {
            let text = isVague ? "Contact already exists." : "Contact already exists. Existing ID: \(taken)"
            return .json(#"{"category":"CONFLICT","message":"\#(text)"}"#, status: 409)
        }
        serial += 1
        contacts[String(serial)] = values
        return .json(#"{"id":"\#(serial)","properties":{}}"#, status: 201)
    }

    private mutating func contact(_ name: String, byEmail: Bool, _ body: JSONValue) -> ReceiverReply {
        let known = contacts.first { byEmail ? $0.value["email"]?.lowercased() == name.lowercased() : $0.key == name }
        guard let id = known?.key else {
            if isRaced || isVague { contacts["77"] = ["email": name] }
            return .json(#"{"category":"OBJECT_NOT_FOUND"}"#, status: 404)
        }
        contacts[id]?.merge(Self.values(body)) { _, new in new }
        return .json(#"{"id":"\#(id)","properties":{}}"#)
    }

    private mutating func membership(_ list: String, _ what: String, _ contact: String) -> ReceiverReply {
        guard list == "5" else {
            return list == "6" ? .json(#"{"category":"VALIDATION_ERROR","message":"dynamic list"}"#, status: 400) : .json("{}", status: 404)
        }
        guard contacts[contact] != nil, !overlooksContacts else {
            return .json(#"{"recordsIdsAdded":[],"recordIdsRemoved":[],"recordIdsMissing":["\#(contact)"]}"#)
        }
        let changed = what == "add" ? members.insert(contact).inserted : members.remove(contact) != nil
        if what == "add" { deliveries += 1 }
        let (added, removed) = (what == "add" && changed ? "\"\(contact)\"" : "", what == "remove" && changed ? "\"\(contact)\"" : "")
        return .json(#"{"recordsIdsAdded":[\#(added)],"recordIdsRemoved":[\#(removed)],"recordIdsMissing":[]}"#)
    }

    /// Three pages.
    private func lists(_ body: JSONValue) -> ReceiverReply {
        guard body["processingTypes"] == ["MANUAL", "SNAPSHOT"], let offset = body["offset"]?.integer else { return .json("{}", status: 400) }
        let all = [#"{"listId":"5","name":"Trial users"}"#, #"{"listId":"8","name":"beta"}"#, #"{"listId":"9","name":"Alpha"}"#]
        guard all.indices.contains(Int(offset)) else { return .json(#"{"lists":[],"hasMore":false}"#) }
        return .json(#"{"lists":[\#(all[Int(offset)])],"hasMore":\#(offset < 2),"offset":\#(offset + 1),"total":3}"#)
    }

    private static let properties = """
        {"results":[{"name":"email","label":"Email","type":"string","fieldType":"text"},\
        {"name":"firstname","label":"First Name","type":"string","fieldType":"text"},\
        {"name":"lifecyclestage","label":"Lifecycle Stage","type":"enumeration","fieldType":"radio","options":[\
        {"value":"lead","label":"Lead"},{"value":"customer","label":"Customer"},{"value":"old","label":"Old","hidden":true}]},\
        {"name":"interests","label":"Interests","type":"enumeration","fieldType":"checkbox","options":[{"value":"a","label":"A"}]},\
        {"name":"tier","label":"Tier","type":"string","fieldType":"text","hidden":true},\
        {"name":"score","label":"Score","type":"number","fieldType":"number","calculated":true}]}
        """
}
