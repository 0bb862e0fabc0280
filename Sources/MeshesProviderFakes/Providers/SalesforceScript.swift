import Foundation
import MeshesDestinations
public import MeshesModel

/// What a stand-in for Salesforce knows (integrations/salesforce.md 7): tokens, contacts, campaigns and a description.
public struct SalesforceScript: SignInScript {
    public static let type = IntegrationType.salesforce
    public static let campaign = "701000000000001AAA"
    public static let rule: JSONObject = ["action": "add_to_campaign", "id": .string(campaign)]
    public static let endings = (revoked: InactiveReason.oauthReauthorizationRequired, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.keepsRefreshToken
    /// Calls begin with it.
    static let version = "/services/data/v67.0"

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "00Dsession!", refresh: "5Aep", isRotating: false)
    /// By id; each with its fields.
    public var contacts: [String: JSONObject] = [:]
    /// Ids of members, by contact.
    public private(set) var members: [String: String] = [:]
    public private(set) var deliveries = 0
    /// Where the organisation is.
    public var instance = "https://acme.my.salesforce.com"
    /// Of 15,000 calls.
    public var usage = 18
    public var hasCampaigns = true
    public var isActive = true
    /// When the description of contacts last changed.
    public var described = "Mon, 02 Nov 2026 10:00:00 GMT"
    /// Whether queries overlook members, as when somebody else adds one right after.
    public var overlooksMembers = false
    /// The code of an error with which the next call is refused, and its status.
    public var refusal: (status: Int, code: String)?

    private var serial = 0

    public init() {}

    /// Salesforce does not say for how long.
    public func tooMany(wait seconds: Int) -> ReceiverReply { Self.refusal(403, "REQUEST_LIMIT_EXCEEDED") }

    static func refusal(_ status: Int, _ code: String, _ message: String = "refused", more: String = "") -> ReceiverReply {
        .json(#"[{"message":"\#(message)","errorCode":"\#(code)","fields":[]\#(more)}]"#, status: status)
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if request.path.hasPrefix("/services/oauth2/") { return tokens(request) }
        guard request.path.hasPrefix(Self.version) else { return Self.refusal(404, "NOT_FOUND") }
        do throws(TokenVault.Fault) {
            try tokens.check(request)
        } catch {
            return Self.refusal(401, "INVALID_SESSION_ID", "Session expired or invalid")
        }
        if let (status, code) = refusal {
            refusal = nil
            return Self.refusal(status, code)
        }
        if request.method == "POST" || request.method == "PATCH", request.header("content-type") != "application/json" {
            return Self.refusal(415, "UNSUPPORTED_MEDIA_TYPE")
        }
        var reply = call(request)
        reply.headers.append(("Sforce-Limit-Info", "api-usage=\(usage)/15000"))
        return reply
    }

    private mutating func call(_ request: ReceivedRequest) -> ReceiverReply {
        let parts = request.path.dropFirst(Self.version.count).split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        let body = (try? JSONValue(parsing: request.body))?.object ?? [:]
        switch (request.method, parts.first, parts.count) {
        case ("GET", "query", 1): return query(request.query["q"] ?? "")
        case ("GET", "query", 2): return campaigns(page: parts[1])
        case ("GET", "sobjects", 3) where parts[1...] == ["Contact", "describe"]:
            let headers = [("Last-Modified", described)]
            return request.header("if-modified-since") == described
                ? ReceiverReply(status: 304, headers: headers) : .json(Self.description, headers: headers)
        case ("POST", "sobjects", 2) where parts[1] == "Contact":
            return make(body, allowsDuplicates: request.header("sforce-duplicate-rule-header") == "allowSave=true")
        case ("PATCH", "sobjects", 3) where parts[1] == "Contact":
            guard contacts[parts[2]] != nil, body["Email"] == nil else { return Self.refusal(404, "NOT_FOUND") }
            contacts[parts[2]]?.merge(body) { _, new in new }
            return ReceiverReply(status: 204)
        case ("POST", "sobjects", 2) where parts[1] == "CampaignMember": return add(body)
        case ("DELETE", "sobjects", 3) where parts[1] == "CampaignMember":
            guard let contact = members.first(where: { $0.value == parts[2] })?.key else { return Self.refusal(404, "ENTITY_IS_DELETED") }
            members[contact] = nil
            return ReceiverReply(status: 204)
        default: return Self.refusal(404, "NOT_FOUND")
        }
    }

    mutating func nextID(_ prefix: String) -> String {
        serial += 1
        return prefix + String(repeating: "0", count: 9) + String(100 + serial) + "AAA"
    }

    private mutating func make(_ body: JSONObject, allowsDuplicates: Bool) -> ReceiverReply {
        guard body["LastName"]?.string?.isEmpty == false else { return Self.refusal(400, "REQUIRED_FIELD_MISSING") }
        let email = body["Email"]?.string ?? ""
        if email.hasSuffix("@nowhere.org") { return Self.refusal(400, "INVALID_EMAIL_ADDRESS", "Email: invalid email address: \(email)") }
        if email.hasPrefix("dup@"), !allowsDuplicates {
            let record = #"{"record":{"attributes":{"type":"Contact"},"Id":"003000000000777AAA"}}"#
            contacts["003000000000777AAA"] = ["Email": "other@example.com"]
            return Self.refusal(400, "DUPLICATES_DETECTED", more: #","duplicateResult":{"matchResults":[{"matchRecords":[\#(record)]}]}"#)
        }
        let id = nextID("003")
        contacts[id] = body
        return .json(#"{"id":"\#(id)","success":true,"errors":[]}"#, status: 201)
    }

    private mutating func add(_ body: JSONObject) -> ReceiverReply {
        guard body["CampaignId"]?.string == Self.campaign else { return Self.refusal(400, "MALFORMED_ID") }
        guard let contact = body["ContactId"]?.string, contacts[contact] != nil else { return Self.refusal(400, "INVALID_CROSS_REFERENCE_KEY") }
        guard members[contact] == nil else { return Self.refusal(400, "DUPLICATE_VALUE", "Already a campaign member.") }
        let id = nextID("00v")
        members[contact] = id
        deliveries += 1
        return .json(#"{"id":"\#(id)","success":true,"errors":[]}"#, status: 201)
    }
}
