import Foundation
public import MeshesModel

/// A stand-in for MailerLite (integrations/mailerlite.md 7).
public struct MailerLiteScript: APIKeyScript {
    public static let type = IntegrationType.mailerlite
    public static let settings: JSONObject = ["api_key": "ml-key-0123456789abcdefghij"]
    public static let rule: JSONObject = ["action": "add_to_group", "id": .string(group)]
    /// A group whose id does not fit a floating-point number.
    public static let group = "319853783353929757"

    public var switches = ProviderSwitches()
    /// By id: address in lower case, fields, groups, status.
    public var subscribers: [String: JSONObject] = [:]
    public var isRevoked = false
    public var oddRefusals = 0
    /// Creating answers without the group, as if it had been overlooked.
    public var overlooksGroups = false
    /// Further custom fields.
    public var fieldTypes: [(key: String, type: String)] = [("plan", "text"), ("seats", "number"), ("renews_on", "date")]
    /// How many custom fields there are besides.
    public var moreFields = 0
    public var deliveries: Int { subscribers.count }
    private var serial = 1000

    public init() {}

    public func subscriber(_ email: String) -> JSONObject? { subscribers.values.first { $0["email"]?.string == email } }

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        .json(#"{"message":"Too Many Attempts."}"#, status: 429, headers: [("Retry-After", String(seconds))] + limits(remaining: 0))
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        guard request.header("accept") == "application/json" else { return .page(302) }
        guard request.header("authorization") == "Bearer \(Self.key)", !refusesKey() else {
            return reply(401, ["message": "Unauthenticated."])
        }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        switch (request.method, parts.count, parts.first) {
        case ("GET", 1, "groups"): return reply(200, page(of: groups, request.query))
        case ("GET", 1, "fields"): return reply(200, page(of: fields, request.query))
        case ("POST", 1, "subscribers"): return save(request)
        case ("GET", 2, "subscribers"):
            guard let id = find(parts[1]), let found = subscribers[id] else { return missing }
            return reply(200, ["data": .object(found)])
        case ("POST", 4, "subscribers"), ("DELETE", 4, "subscribers"):
            guard parts[2] == "groups", let id = find(parts[1]) else { return missing }
            return move(id, parts[3], adds: request.method == "POST")
        default: return missing
        }
    }

    private var groups: [JSONValue] {
        [["id": .string(Self.group), "name": "Trial users", "active_count": 3]]
            + (1..<230).map { ["id": .string("\(100_000 + $0)"), "name": .string("group \(1000 + $0)")] }
    }

    private var fields: [JSONValue] {
        [("name", "text"), ("last_name", "text"), ("phone", "text")].map { field($0.0, $0.1, isDefault: true) }
            + fieldTypes.map { field($0.key, $0.type, isDefault: false) } + (0..<moreFields).map { field("more_\($0)", "text", isDefault: false) }
    }

    private func field(_ key: String, _ type: String, isDefault: Bool) -> JSONValue {
        ["id": .string("f-" + key), "name": .string(key.capitalized), "key": .string(key), "type": .string(type), "is_default": .bool(isDefault)]
    }

    private mutating func save(_ request: ReceivedRequest) -> ReceiverReply {
        guard request.header("content-type") == "application/json", let body = (try? JSONValue(parsing: request.body))?.object,
            let email = body["email"]?.string?.lowercased(), email.contains("@example.")
        else { return reply(422, ["message": "The given data was invalid.", "errors": ["email": ["The email must be a valid email address."]]]) }
        let known = find(email)
        serial += 1
        let id = known ?? String(serial)
        var subscriber = subscribers[id] ?? ["id": .string(id), "email": .string(email), "status": "active", "fields": [:], "groups": []]
        guard body["status"] == nil else { return reply(422, ["message": "This subscriber is unsubscribed and cannot be imported"]) }
        subscriber["fields"] = .object((subscriber["fields"]?.object ?? [:]).merging(body["fields"]?.object ?? [:]) { _, new in new })
        subscriber["ip_address"] = body["ip_address"]
        if !overlooksGroups {
            let present = subscriber["groups"]?.array ?? []
            let added = (body["groups"]?.array ?? []).map { ["id": $0] as JSONValue }
            subscriber["groups"] = .array(present + added.filter { !present.contains($0) })
        }
        subscribers[id] = subscriber
        return reply(known == nil ? 201 : 200, ["data": .object(subscriber)])
    }

    private mutating func move(_ id: String, _ group: String, adds: Bool) -> ReceiverReply {
        let present = subscribers[id]?["groups"]?.array ?? []
        let entry: JSONValue = ["id": .string(group)]
        guard groups.contains(where: { $0["id"]?.string == group }), adds || present.contains(entry) else { return missing }
        subscribers[id]?["groups"] = .array(present.filter { $0 != entry } + (adds ? [entry] : []))
        return adds ? reply(200, ["data": entry]) : ReceiverReply(status: 204, headers: limits(remaining: 90))
    }

    private func find(_ idOrEmail: String) -> String? {
        subscribers.first { $0.key == idOrEmail || $0.value["email"]?.string == idOrEmail.lowercased() }?.key
    }

    private func page(of elements: [JSONValue], _ query: [String: String]) -> JSONObject {
        let size = Int(query["limit"] ?? "") ?? 25, number = Int(query["page"] ?? "") ?? 1
        let last = (elements.count + size - 1) / size
        return [
            "data": .array(Array(elements.dropFirst((number - 1) * size).prefix(size))),
            "meta": ["current_page": .integer(Int64(number)), "last_page": .integer(Int64(last)), "total": .integer(Int64(elements.count))],
        ]
    }

    private var missing: ReceiverReply { reply(404, ["message": "No query results for model [Subscriber]"]) }

    private func reply(_ status: Int, _ body: JSONObject) -> ReceiverReply {
        .json(body.compactText, status: status, headers: limits(remaining: 90))
    }

    private func limits(remaining: Int) -> [(String, String)] {
        [("x-ratelimit-limit", "120"), ("x-ratelimit-remaining", String(remaining))]
    }
}
