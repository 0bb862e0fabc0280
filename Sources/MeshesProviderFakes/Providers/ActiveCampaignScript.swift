import Foundation
public import MeshesModel

/// A stand-in for ActiveCampaign (integrations/activecampaign.md 7).
public struct ActiveCampaignScript: APIKeyScript {
    public static let type = IntegrationType.activecampaign
    public static let settings: JSONObject = [
        "api_url": "https://myaccount.api-us1.com", "api_key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567",
    ]
    public static let rule: JSONObject = ["action": "add_to_list", "id": "2"]
    /// A single refusal may be about one list.
    public static let oddRefusal = (status: "failed", outcome: "rejected_client_error")

    public var switches = ProviderSwitches()
    public var isRevoked = false
    public var oddRefusals = 0
    /// By id.
    public var contacts: [String: JSONObject] = [:]
    /// The status of `contact list`.
    public var memberships: [String: String] = [:]
    /// `contact tag` by the tagging's id.
    public var taggings: [String: String] = [:]
    /// Lists that the key's user may not touch.
    public var forbiddenLists: Set<String> = []
    public var hidesLists = false
    /// Whether the address is not that of an account.
    public var isForeign = false
    public var deliveries: Int { memberships.count }
    private var serial = 9

    public init() {}

    public func contact(_ email: String) -> JSONObject? { contacts.values.first { $0["email"]?.string == email.lowercased() } }

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(#"{"message":"Too many requests"}"#, status: 429, headers: [("Retry-After", String(seconds)), ("RateLimit-Remaining", "0")])
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        var reply = judged(request)
        reply.headers += [("RateLimit-Limit", "1000"), ("RateLimit-Remaining", "999")]
        return reply
    }

    private mutating func judged(_ request: ReceivedRequest) -> ReceiverReply {
        if isForeign { return .page(404, "<html>Not found</html>") }
        // A refused key is told with nothing but the status.
        guard request.header("api-token") == Self.key, !refusesKey() else { return ReceiverReply(status: 403) }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        guard parts.prefix(2) == ["api", "3"] else { return Self.missing }
        let body = request.body.isEmpty ? nil : try? JSONValue(parsing: request.body)
        if request.method == "POST", body == nil || request.header("content-type") != "application/json" { return .json("{}", status: 400) }
        switch (request.method, parts.dropFirst(2).joined(separator: "/"), parts.count) {
        case ("GET", "users/me", _): return .json(#"{"user":{"id":"1","email":"owner@example.com"}}"#)
        case ("GET", "lists", _) where hidesLists: return ReceiverReply(status: 403)
        case ("GET", "lists", _): return page("lists", Self.lists, request.query)
        case ("GET", "tags", _): return page("tags", Self.tags, request.query)
        case ("GET", "fields", _): return page("fields", Self.fields, request.query)
        case ("GET", "contacts", _): return found(request.query["email"] ?? "")
        case ("POST", "contact/sync", _): return save(body?["contact"]?.object ?? [:])
        case ("POST", "contactLists", _): return subscribe(body?["contactList"])
        case ("POST", "contactTags", _): return tag(body?["contactTag"])
        case ("GET", _, 5) where parts[2] == "contacts": return details(parts[3], parts[4])
        case ("DELETE", _, 4) where parts[2] == "contactTags":
            return taggings.removeValue(forKey: parts[3]) == nil ? .json(#"{"message":"No Result found for SubscriberTag with id 9"}"#, status: 404) : .json("{}")
        default: return Self.missing
        }
    }

    private mutating func save(_ contact: JSONObject) -> ReceiverReply {
        guard let email = contact["email"]?.string?.lowercased(), email.contains("@"), !email.hasSuffix("@nowhere.org") else {
            return .json(
                #"{"errors":[{"title":"Email address is not valid.","code":"email_invalid","source":{"pointer":"/data/attributes/email"}}]}"#, status: 422)
        }
        let known = contacts.first { $0.value["email"]?.string == email }?.key
        serial += 1
        let id = known ?? String(serial)
        contacts[id] = (contacts[id] ?? [:]).merging(contact) { _, new in new }
        contacts[id]?["email"] = .string(email)
        return .json(#"{"contact":{"id":"\#(id)"}}"#, status: known == nil ? 201 : 200)
    }

    private func found(_ email: String) -> ReceiverReply {
        let ids = contacts.filter { $0.value["email"]?.string == email.lowercased() }.keys.map { #"{"id":"\#($0)"}"# }
        return .json(#"{"contacts":[\#(ids.joined(separator: ","))]}"#)
    }

    /// Who has left by hand stays away, unless the call says where the change comes from.
    private mutating func subscribe(_ membership: JSONValue?) -> ReceiverReply {
        guard let list = membership?["list"]?.string, let contact = membership?["contact"]?.string, let status = membership?["status"]?.string,
            Self.lists.contains(where: { $0["id"]?.string == list }), contacts[contact] != nil
        else { return Self.missing }
        guard !forbiddenLists.contains(list) else { return ReceiverReply(status: 403, headers: [("Content-Type", "text/plain")], body: Array("No permission".utf8)) }
        let key = "\(contact) \(list)"
        if memberships[key] != "2" || status == "2" || membership?["sourceid"] == 4 { memberships[key] = status }
        return .json(#"{"contactList":{"list":"\#(list)","contact":"\#(contact)","status":"\#(memberships[key] ?? "")"}}"#, status: 201)
    }

    private mutating func tag(_ tagging: JSONValue?) -> ReceiverReply {
        guard let tag = tagging?["tag"]?.string, let contact = tagging?["contact"]?.string,
            Self.tags.contains(where: { $0["id"]?.string == tag }), contacts[contact] != nil
        else { return .json(#"{"errors":[{"title":"The related tag does not exist.","source":{"pointer":"/data/attributes/tag"}}]}"#, status: 404) }
        guard !taggings.values.contains("\(contact) \(tag)") else { return .json(#"{"contactTag":{}}"#) }
        serial += 1
        taggings[String(serial)] = "\(contact) \(tag)"
        return .json(#"{"contactTag":{"id":"\#(serial)"}}"#, status: 201)
    }

    private func details(_ contact: String, _ what: String) -> ReceiverReply {
        func mine(_ pair: String) -> String? { pair.hasPrefix(contact + " ") ? String(pair.dropFirst(contact.count + 1)) : nil }
        switch what {
        case "contactLists":
            let lists = memberships.compactMap { pair, status in mine(pair).map { #"{"list":"\#($0)","status":"\#(status)"}"# } }
            return .json(#"{"contactLists":[\#(lists.joined(separator: ","))]}"#)
        case "contactTags":
            let tags = taggings.compactMap { id, pair in mine(pair).map { #"{"id":"\#(id)","tag":"\#($0)"}"# } }
            return .json(#"{"contactTags":[\#(tags.joined(separator: ","))]}"#)
        default: return Self.missing
        }
    }
}
