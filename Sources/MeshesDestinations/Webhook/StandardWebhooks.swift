import Crypto
import Foundation
import MeshesModel
import NIOCore

/// Signatures of the Standard Webhooks scheme, version 1.
enum StandardWebhooks {
    static let secretPrefix = "whsec_"
    static let keyBytes = 24...64

    /// The key in a `whsec_` secret; nil unless it is canonical base64 of 24 to 64 bytes.
    static func key(_ secret: String) -> SymmetricKey? {
        guard secret.hasPrefix(secretPrefix) else { return nil }
        let text = String(secret.dropFirst(secretPrefix.count))
        guard let data = Data(base64Encoded: text), keyBytes.contains(data.count), data.base64EncodedString() == text else { return nil }
        return SymmetricKey(data: data)
    }

    /// A new secret of 32 random bytes.
    static func makeSecret(_ ids: IdentifierSource) -> Secret {
        Secret(secretPrefix + Data(ids.randomBytes(32)).base64EncodedString())
    }

    /// The value of `webhook-signature`: one signature for each key, in their order.
    ///
    /// - Parameter seconds: of this attempt, since 1970.
    static func signature(id: String, seconds: Int64, body: ByteBuffer, keys: [SymmetricKey]) -> String {
        let head = Array("\(id).\(seconds).".utf8)
        return keys.map { key in
            var hmac = HMAC<SHA256>(key: key)
            hmac.update(data: head)
            body.withUnsafeReadableBytes { hmac.update(data: $0) }
            return "v1," + Data(hmac.finalize()).base64EncodedString()
        }.joined(separator: " ")
    }
}
