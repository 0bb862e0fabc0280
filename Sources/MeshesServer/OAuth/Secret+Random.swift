import Crypto
import MeshesModel

extension Secret {
    /// 256 random bits as base64url.
    static func random(_ ids: IdentifierSource) -> Secret {
        Secret(Base64URL.encode(ids.randomBytes(32)))
    }

    /// The code challenge of a verifier (RFC 7636, S256).
    var codeChallenge: String {
        Base64URL.encode(Array(SHA256.hash(data: Array(reveal().utf8))))
    }
}
