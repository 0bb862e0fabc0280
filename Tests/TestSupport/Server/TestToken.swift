import Crypto
import Foundation
public import MeshesModel

/// A machine token whose every part a test may set.
public struct TestToken: Sendable {
    public var header: JSONObject
    public var claims: JSONObject
    public var secret: String

    /// A good token of a key, made `age` ago, that lives 30 seconds.
    public init(_ key: MachineKey, now: Timestamp, organization: String? = nil) {
        header = ["alg": "HS256", "typ": "JWT", "kid": .string(key.accessKey)]
        claims = [
            "iss": .string("urn:meshes:m2m:" + key.accessKey), "aud": "meshes-api",
            "org": .string(organization ?? key.organization.description), "iat": .integer(now.seconds),
            "exp": .integer(now.seconds + 30),
        ]
        secret = key.secret.reveal()
    }

    /// The three parts.
    public var text: String {
        let signed = Self.part(header) + "." + Self.part(claims)
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return signed + "." + Self.base64URL(Data(code))
    }

    static func part(_ object: JSONObject) -> String {
        base64URL(Data(JSONValue.object(object).compactText.utf8))
    }

    /// A part with any content.
    public static func part(_ json: String) -> String { base64URL(Data(json.utf8)) }

    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
