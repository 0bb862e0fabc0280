import Crypto
import MeshesModel

/// The checks of api.md 3.2, in the order given there.
enum MachineTokenChecks {
    /// One text for every failure that depends on the key, so that it tells nothing about which keys exist.
    static let notValid = MeshesError(.unauthorized, "The credential is not valid.")
    static let outsideWindow = MeshesError(
        .staleToken, "The token is outside its time window: it may live 60 seconds at most, and clocks may differ by 5.")

    /// Checks 2 and 3: what can be said before a key is looked up. Gives the access key.
    static func header(_ header: JSONObject) throws(MeshesError) -> String {
        guard header["alg"]?.string == "HS256" else { throw MeshesError(.unauthorized, "The token's alg must be HS256.") }
        if let type = header["typ"] {
            guard type.string?.lowercased() == "jwt" else { throw MeshesError(.unauthorized, "The token's typ must be JWT.") }
        }
        guard header["crit"] == nil else { throw MeshesError(.unauthorized, "The token must not have crit.") }
        guard let accessKey = header["kid"]?.string, isAccessKey(accessKey) else { throw notValid }
        return accessKey
    }

    /// Check 5. The secret's UTF-8 bytes are the key; the comparison takes the same time wherever it fails.
    static func isSigned(_ token: JSONWebToken, with secret: Secret) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            token.signature, authenticating: Array(token.signed), using: SymmetricKey(data: Array(secret.reveal().utf8)))
    }

    /// Checks 6 to 8.
    static func identity(_ claims: JSONObject, accessKey: String, organization: Organization.ID) throws(MeshesError) {
        let audiences = claims["aud"].map { $0.array ?? [$0] } ?? []
        guard claims["iss"]?.string == "urn:meshes:m2m:" + accessKey, audiences.contains("meshes-api"),
            claims["org"]?.string.flatMap({ Organization.ID($0) }) == organization
        else { throw notValid }
    }

    /// Checks 9 to 11. Gives `exp`, in seconds.
    static func window(_ claims: JSONObject, now: Timestamp) throws(MeshesError) -> Int64 {
        guard let issued = claims["iat"]?.integer, let expires = claims["exp"]?.integer else { throw outsideWindow }
        let (life, overflow) = expires.subtractingReportingOverflow(issued)
        let now = Double(now.milliseconds) / 1000
        guard !overflow, life > 0, life <= 60, Double(expires) > now - 5, Double(issued) <= now + 5,
            Double(expires) <= now + 65
        else { throw outsideWindow }
        if let notBefore = claims["nbf"] {
            guard let start = notBefore.double, start <= now + 5 else { throw outsideWindow }
        }
        return expires
    }

    /// `^mk_[A-Za-z0-9_-]{22,}$`, and no longer than a sane one.
    private static func isAccessKey(_ text: String) -> Bool {
        text.utf8.count >= 25 && text.utf8.count <= 256 && text.hasPrefix("mk_") && RequestID.isWellFormed(text)
            && !text.utf8.contains(UInt8(ascii: "."))
    }
}
