import Crypto
import Foundation
public import MeshesModel

/// The bearer token of a backend: an HS256 JWT that it signs itself with its secret key (api.md 3.2).
public enum MachineToken {
    /// How long a token is good.
    public static let lifetime: Duration = .seconds(30)

    /// A fresh token; it may serve any number of requests while it lives.
    ///
    /// - Parameters:
    ///   - accessKey: `mk_…`; names the key to the server.
    ///   - secretKey: its text signs the token and does not leave this process.
    ///   - now: start of the token's 30 seconds.
    public static func mint(organization: OrganizationID, accessKey: String, secretKey: Secret, now: Timestamp) -> String {
        let header = Header(alg: "HS256", typ: "JWT", kid: accessKey)
        let claims = Claims(
            iss: "urn:meshes:m2m:\(accessKey)", aud: "meshes-api", org: organization.description, iat: now.seconds,
            exp: now.seconds + lifetime.components.seconds)
        let signed = "\(part(header)).\(part(claims))"
        let signature = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(secretKey.reveal().utf8)))
        return "\(signed).\(base64URL(Data(signature)))"
    }

    private struct Header: Encodable {
        let alg: String
        let typ: String
        let kid: String
    }

    private struct Claims: Encodable {
        let iss: String
        let aud: String
        let org: String
        let iat: Int64
        let exp: Int64
    }

    private static func part(_ value: some Encodable) -> String {
        // Texts and integers always encode.
        base64URL((try? JSONEncoder().encode(value)) ?? Data())
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
