import Foundation
public import MeshesModel

/// A stand-in for Customer.io (integrations/customer_io.md 7). Like the real one it says 200 to bad calls unless it is asked
/// to be strict.
public struct CustomerIOScript: APIKeyScript {
    public static let type = IntegrationType.customerIO
    public static let keyField = "cdpApiKey"
    public static let settings: JSONObject = ["region": "us", "cdpApiKey": "cdp0123456789abcdef0"]
    public static let rule: JSONObject = ["action": "track_event"]

    public var switches = ProviderSwitches()
    public var isRevoked = false
    public var oddRefusals = 0
    public private(set) var people: [String: JSONValue] = [:]
    public private(set) var events: [JSONValue] = []
    public var deliveries: Int { events.count }

    public init() {}

    public func tooMany(wait seconds: Int) -> ReceiverReply { .json("{}", status: 429, headers: [("Retry-After", String(seconds))]) }

    public mutating func answer(_ request: ReceivedRequest) -> ReceiverReply {
        guard request.method == "POST", ["/v1/identify", "/v1/track"].contains(request.path) else { return .json("{}", status: 404) }
        let isStrict = request.header("x-strict-mode") == "1"
        func refuse(_ status: Int, _ text: String) -> ReceiverReply {
            isStrict ? .json(#"{"meta":{"errors":["\#(text)"]}}"#, status: status) : .json("{}")
        }
        let pair = Data("\(Self.key):".utf8).base64EncodedString()
        guard request.header("authorization") == "Basic " + pair, !refusesKey() else { return refuse(401, "Unauthorized") }
        guard request.header("content-type") == "application/json", let body = try? JSONValue(parsing: request.body) else { return refuse(400, "no JSON") }
        guard request.body.count <= 32_768 else { return refuse(413, "too large") }
        guard let person = body["userId"]?.string ?? body["anonymousId"]?.string else { return refuse(400, "userId or anonymousId is required") }
        guard body["messageId"]?.string != nil, person != "nobody@nowhere.org" else { return refuse(400, "messageId") }
        if request.path == "/v1/identify" { people[person] = body } else { events.append(body) }
        return .json("{}")
    }
}
