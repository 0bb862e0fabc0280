import Crypto
import Foundation
public import MeshesModel

/// A stand-in for Mailchimp (integrations/mailchimp.md 7).
public struct MailchimpScript: APIKeyScript {
    public static let type = IntegrationType.mailchimp
    public static let settings: JSONObject = ["data_center": "us6", "api_key": "0123456789abcdef0123456789abcdef-us6"]
    public static let rule: JSONObject = ["action": "add_to_list", "id": .string(list)]
    public static let list = "a1b2c3"

    public var switches = ProviderSwitches()
    public var isRevoked = false
    public var oddRefusals = 0
    /// By audience and hash of the address: what it keeps of a member.
    public var members: [String: JSONObject] = [:]
    /// Addresses of people who left for good.
    public var compliance: Set<String> = []
    /// Calls that are turned away without a reason.
    public var bareRefusals = 0
    /// Members that another tool makes at the same moment.
    public var races = 0
    /// A merge field that the audience's forms require.
    public var required: String?
    /// How many audiences there are beside the usual three.
    public var moreLists = 0
    public var deletedLists: Set<String> = []
    public var deliveries: Int { members.count }

    public init() {}

    public func member(_ email: String, in list: String = Self.list) -> JSONObject? { members["\(list) \(Self.hash(email))"] }

    public static func hash(_ email: String) -> String {
        Insecure.MD5.hash(data: Data(email.lowercased().utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// Mailchimp does not say for how long.
    public func tooMany(wait seconds: Int) -> ReceiverReply { Self.problem(429, "Too Many Requests") }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if bareRefusals > 0 {
            bareRefusals -= 1
            return .page(403, "Forbidden")
        }
        let pair = "meshes:" + Self.key
        guard request.header("authorization") == "Basic " + Data(pair.utf8).base64EncodedString(), !refusesKey() else {
            return Self.problem(401, "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter.")
        }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        guard parts.first == "3.0" else { return Self.missing }
        switch (request.method, parts.count, parts.dropFirst().first, parts.dropFirst(3).first) {
        case ("GET", 1, _, _): return .json(#"{"account_id":"8d3a3db4d97663a9074efcc16","account_name":"Freddie's Jokes"}"#)
        case ("GET", 2, "ping", _): return .json(#"{"health_status":"Everything's Chimpy!"}"#)
        case ("GET", 2, "lists", _): return page(request.query)
        case ("GET", 3, "lists", _): return knows(parts[2]) ? .json(#"{"id":"\#(parts[2])"}"#) : Self.missing
        case ("GET", 4, "lists", "merge-fields"): return .json(Self.mergeFields(parts[2]))
        case ("PUT", 5, "lists", "members"), ("PATCH", 5, "lists", "members"):
            return member(request, list: parts[2], hash: parts[4])
        default: return Self.missing
        }
    }

    private mutating func member(_ request: ReceivedRequest, list: String, hash: String) -> ReceiverReply {
        guard request.header("content-type") == "application/json", let body = (try? JSONValue(parsing: request.body))?.object else {
            return Self.problem(400, "JSON Parse Error")
        }
        guard knows(list) else { return Self.missing }
        let key = "\(list) \(hash)"
        if compliance.contains(where: { Self.hash($0) == hash }) {
            return Self.problem(400, "Member In Compliance State", "ada@example.com is already a list member in compliance state")
        }
        guard request.method == "PUT" else {
            guard members[key] != nil else { return Self.missing }
            members[key]?["status"] = body["status"]
            return .json(JSONValue.object(members[key] ?? [:]).compactText)
        }
        return add(body, key: key, hash: hash, isLenient: request.query["skip_merge_validation"] == "true")
    }

    private mutating func add(_ body: JSONObject, key: String, hash: String, isLenient: Bool) -> ReceiverReply {
        guard let email = body["email_address"]?.string, Self.hash(email) == hash, body["status_if_new"] == "subscribed" else {
            return Self.problem(400, "Invalid Resource", "The hash is not that of the address.")
        }
        guard !email.hasSuffix("@nowhere.org") else {
            return Self.problem(400, "Invalid Resource", "\(email) looks fake", field: ("email_address", "This value is not a valid address."))
        }
        if races > 0 {
            races -= 1
            members[key] = ["email_address": .string(email), "status": "unsubscribed"]
            return Self.problem(400, "Member Exists", "\(email) is already a list member.")
        }
        let merge = (members[key]?["merge_fields"]?.object ?? [:]).merging(body["merge_fields"]?.object ?? [:]) { _, new in new }
        if let address = merge["ADDRESS"], address.object == nil { return Self.problem(400, "Invalid Resource", "address") }
        if let required, merge[required] == nil, !isLenient { return Self.problem(400, "Invalid Resource", "merge fields") }
        members[key] = [
            "email_address": .string(email), "status": body["status"] ?? .null, "merge_fields": .object(merge), "ip_signup": body["ip_signup"] ?? .null,
        ]
        return .json(JSONValue.object(members[key] ?? [:]).compactText)
    }
}
