import Crypto
import Foundation

/// Checks signatures as a receiver would, from the schemes' own descriptions; nothing of the sending side is used.
///
/// The key stands in the query: `/verify/meshes?key=…&alg=sha512&encoding=base64&prefix=…`, `/verify/standard?key=whsec_…`,
/// `/verify/stripe?key=…`.
enum ReceiverVerifier {
    static func accepts(_ request: ReceivedRequest, scheme: String) -> Bool {
        guard let key = request.query["key"] else { return false }
        switch scheme {
        case "meshes": return meshes(request, key)
        case "standard": return standard(request, key)
        case "stripe": return stripe(request, key)
        default: return false
        }
    }

    private static func meshes(_ request: ReceivedRequest, _ key: String) -> Bool {
        let secret = SymmetricKey(data: Data(key.utf8))
        let code = request.query["alg"] == "sha512"
            ? Data(HMAC<SHA512>.authenticationCode(for: request.body, using: secret))
            : Data(HMAC<SHA256>.authenticationCode(for: request.body, using: secret))
        let text = request.query["encoding"] == "base64" ? code.base64EncodedString() : hex(code)
        return request.header("X-Meshes-Signature") == (request.query["prefix"] ?? "") + text
    }

    private static func standard(_ request: ReceivedRequest, _ key: String) -> Bool {
        guard let id = request.header("webhook-id"), let time = request.header("webhook-timestamp"),
            let signatures = request.header("webhook-signature"), key.hasPrefix("whsec_"), !id.contains("."),
            let secret = Data(base64Encoded: String(key.dropFirst(6)))
        else { return false }
        let signed = Data("\(id).\(time).".utf8) + Data(request.body)
        let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret)))
        return signatures.split(separator: " ").contains("v1,\(code.base64EncodedString())")
    }

    private static func stripe(_ request: ReceivedRequest, _ key: String) -> Bool {
        let parts = (request.header("Stripe-Signature") ?? "").split(separator: ",")
        guard let time = parts.first(where: { $0.hasPrefix("t=") })?.dropFirst(2) else { return false }
        let signed = Data("\(time).".utf8) + Data(request.body)
        let code = hex(Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Data(key.utf8)))))
        return parts.contains("v1=\(code)")
    }

    private static func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
}
