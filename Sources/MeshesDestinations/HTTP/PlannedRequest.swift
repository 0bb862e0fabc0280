import MeshesModel
import NIOCore

/// A request that a delivery would make, as people may see it.
public struct PlannedRequest: Hashable, Sendable, Encodable {
    public var method: String
    public var url: String
    /// Without `Host` and `Content-Length`.
    public var headers: [String: String]
    public var body: String

    /// - Parameter settings: whose secrets are hidden wherever they stand.
    public init(_ request: OutboundRequest, hiding settings: ConnectionSettings) {
        let secrets = settings.secrets.values.flatMap { Self.texts(in: $0.reveal()) }
        let redaction = Redaction(secrets)
        let shown = request.headers.map { name, value in
            let isSecret = name.equalsIgnoringCase("authorization") || secrets.contains(value)
            return (name, isSecret ? Redaction.mark : redaction.apply(to: value))
        }
        method = request.method.rawValue
        url = redaction.apply(to: URLRedaction.apply(to: request.url.text))
        headers = Dictionary(shown, uniquingKeysWith: { $0 + ", " + $1 })
        body = redaction.apply(to: String(buffer: request.body))
    }

    /// A secret, and the texts in it when it is JSON (a list of headers).
    private static func texts(in secret: String) -> [String] {
        func leaves(_ value: JSONValue) -> [String] {
            switch value {
            case .string(let text): [text]
            case .array(let elements): elements.flatMap(leaves)
            case .object(let members): members.values.flatMap(leaves)
            default: []
            }
        }
        guard let json = try? JSONValue(parsing: secret), json.object != nil || json.array != nil else { return [secret] }
        return [secret] + leaves(json)
    }
}
