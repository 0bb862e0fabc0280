import Foundation
public import MeshesModel

/// A stand-in for Resend (integrations/resend.md 7).
public struct ResendScript: APIKeyScript {
    public static let type = IntegrationType.resend
    public static let settings: JSONObject = ["api_key": "re_0123456789abcdef"]
    public static let rule: JSONObject = ["action": "add_to_segment", "id": .string(segment)]
    public static let segment = "seg-1"
    public static let template = "tpl-welcome"

    public var switches = ProviderSwitches()
    public var isRevoked = false
    public var oddRefusals = 0
    public var deliveries: Int { memberships.count + mails.count }
    public var contacts: [String: JSONObject] = [:]
    public var memberships: Set<String> = []
    /// The bodies of e-mails that were sent, by idempotency key.
    public var mails: [String: JSONValue] = [:]
    /// A status for every call, with which the key is called invalid.
    public var invalidKeyStatus: Int?
    public var sendsOnly = false
    /// The error name of the next e-mail.
    public var nextError: (status: Int, name: String)?
    /// Calls a second that its headers speak of.
    public var rate = 1000
    private var serial = 0

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply {
        error(429, "rate_limit_exceeded", "Too many requests", [("retry-after", String(seconds))])
    }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        if refusesKey() { return error(401, "validation_error", "API key is invalid") }
        if let status = invalidKeyStatus { return error(status, "validation_error", "API key is invalid") }
        guard request.header("authorization") == "Bearer \(Self.key)" else { return error(401, "missing_api_key", "Missing API key") }
        guard request.header("user-agent")?.isEmpty == false else { return error(403, "forbidden", "no user agent") }
        let parts = request.path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        if sendsOnly, parts.first != "emails" { return error(401, "restricted_api_key", "This API key is restricted to only send emails") }
        switch (request.method, parts.count, parts.first) {
        case ("GET", 1, "segments"):
            return list(
                [["id": .string(Self.segment), "name": "Trial"], ["id": "seg-2", "name": "alpha"], ["id": "seg-3", "name": "beta"]], request)
        case ("GET", 1, "templates"):
            return list(
                [
                    ["id": .string(Self.template), "name": "Welcome", "status": "published", "alias": "welcome"],
                    ["id": "tpl-draft", "name": "Draft", "status": "draft"], ["id": "tpl-bye", "name": "Bye", "status": "published"],
                ], request)
        case ("GET", 2, "templates") where parts[1] == Self.template:
            return reply(200, ["id": .string(Self.template), "variables": [["key": "plan"], ["key": "seats"]]])
        case ("GET", 1, "contact-properties"):
            return list(
                [
                    ["id": "p1", "key": "plan", "type": "string"], ["id": "p2", "key": "seats", "type": "number"],
                    ["id": "p3", "key": "city", "type": "string"],
                ], request)
        case ("POST", 1, "contacts"): return create(request)
        case ("GET", 2, "contacts"), ("PATCH", 2, "contacts"): return contact(parts[1], request)
        case ("POST", 4, "contacts"), ("DELETE", 4, "contacts"): return move(parts, request.method)
        case ("POST", 1, "emails"): return mail(request)
        default: return error(404, "not_found", "Not found")
        }
    }

    private mutating func create(_ request: ReceivedRequest) -> ReceiverReply {
        guard let body = json(request), let email = body["email"]?.string else { return error(422, "missing_required_field", "email") }
        if let known = find(email) { return reply(201, ["object": "contact", "id": .string(known)]) }
        serial += 1
        contacts["contact-\(serial)"] = body
        return reply(201, ["object": "contact", "id": .string("contact-\(serial)")])
    }

    private mutating func contact(_ idOrEmail: String, _ request: ReceivedRequest) -> ReceiverReply {
        guard let id = find(idOrEmail) else { return error(404, "not_found", "Contact not found") }
        if request.method == "PATCH" {
            guard let body = json(request) else { return error(400, "validation_error", "no JSON") }
            contacts[id]?.merge(body) { _, new in new }
        }
        return reply(200, ["object": "contact", "id": .string(id)])
    }

    private mutating func move(_ parts: [String], _ method: String) -> ReceiverReply {
        guard let id = find(parts[1]), parts[2] == "segments" else { return error(404, "not_found", "Contact not found") }
        let membership = "\(contacts[id]?["email"]?.string ?? "") \(parts[3])"
        if method == "POST" {
            guard parts[3] == Self.segment else { return error(404, "not_found", "Segment not found") }
            memberships.insert(membership)
            return reply(200, ["object": "contact_segment", "contact_id": .string(id), "segment_id": .string(parts[3])])
        }
        guard memberships.remove(membership) != nil else { return error(404, "not_found", "Contact is not in the segment") }
        return reply(200, ["deleted": true])
    }

    private mutating func mail(_ request: ReceivedRequest) -> ReceiverReply {
        if let next = nextError {
            nextError = nil
            return error(next.status, next.name, "arranged")
        }
        guard let body = json(request), let key = request.header("idempotency-key") else { return error(400, "invalid_idempotency_key", "no key") }
        if let known = mails[key] {
            guard known == .object(body) else { return error(409, "invalid_idempotent_request", "Same key, other body") }
            return reply(200, ["id": .string("mail-" + key)])
        }
        guard body["html"] == nil, body["text"] == nil, body["template"]?["id"]?.string == Self.template else {
            return error(422, "invalid_parameter", "Template is not published")
        }
        guard body["template"]?["variables"]?["plan"] != nil else { return error(422, "missing_required_field", "Missing variable plan") }
        mails[key] = .object(body)
        return reply(200, ["id": .string("mail-" + key)])
    }

    private func find(_ idOrEmail: String) -> String? {
        contacts.first { $0.key == idOrEmail || $0.value["email"]?.string == idOrEmail }?.key
    }

    private func json(_ request: ReceivedRequest) -> JSONObject? {
        request.header("content-type") == "application/json" ? (try? JSONValue(parsing: request.body))?.object : nil
    }

    /// Pages of one element, so that there are several.
    private func list(_ elements: [JSONValue], _ request: ReceivedRequest) -> ReceiverReply {
        let start = request.query["after"].flatMap { last in elements.firstIndex { $0["id"]?.string == last } }.map { $0 + 1 } ?? 0
        let page = elements.dropFirst(start).prefix(1)
        return reply(200, ["object": "list", "has_more": .bool(start + 1 < elements.count), "data": .array(Array(page))])
    }

    private func error(_ status: Int, _ name: String, _ message: String, _ headers: [(String, String)] = []) -> ReceiverReply {
        reply(status, ["statusCode": .integer(Int64(status)), "name": .string(name), "message": .string(message)], headers)
    }

    private func reply(_ status: Int, _ body: JSONObject, _ headers: [(String, String)] = []) -> ReceiverReply {
        .json(
            body.compactText, status: status,
            headers: headers + [("ratelimit-limit", String(rate)), ("ratelimit-policy", "\(rate);w=1"), ("ratelimit-remaining", "1"), ("ratelimit-reset", "1")])
    }
}
