import MeshesModel
import MeshesStorage
import Synchronization

/// Makes and reads the access tokens of sessions: JSON web tokens (HS256) with an audience and a key of their own, so that
/// no machine token passes as one, nor the reverse.
final class SessionTokens: Sendable {
    static let audience = "meshes-embed"

    private struct Signer: Sendable {
        let key: SigningKey
        /// The first part of every token and the dot behind it. They are compared whole, so no token says for itself how it
        /// wants to be checked.
        let prefix: String

        init(_ key: SigningKey) {
            self.key = key
            prefix = SessionTokens.part(["alg": "HS256", "kid": .string("embed-" + key.id), "typ": "JWT"]) + "."
        }
    }

    private let keys: SigningKeys
    /// Made once, and again when the keys have changed.
    private let signers = Mutex<[Signer]>([])

    init(_ keys: SigningKeys) {
        self.keys = keys
    }

    /// Whether a bearer token claims to be one of ours.
    func claims(_ text: String) -> Bool { signer(of: text) != nil }

    private func signer(of text: String) -> Signer? {
        let ids = keys.ids
        let current = signers.withLock { signers in
            if !signers.lazy.map(\.key.id).elementsEqual(ids) { signers = keys.all.map(Signer.init) }
            return signers
        }
        return current.first { text.hasPrefix($0.prefix) }
    }

    /// The newest token of a session.
    func token(of session: EmbedSession, id: Identifier<SessionTokens>) -> String {
        var claims: JSONObject = [
            "iss": .string("urn:meshes:embed"), "aud": .string(Self.audience), "sub": .string(EmbedSession.text(session.id)),
            "org": .string(session.organization.description), "workspace": .string(session.workspace.description),
            "role": .string(session.grant.role.rawValue), "type": .string(session.grant.type.rawValue),
            "scopes": .array(session.grant.scopes.map { .string($0.rawValue) }),
            "generation": .integer(Int64(session.generation)), "iat": .integer(session.refreshedAt.seconds),
            "exp": .integer(session.expiresAt.seconds), "jti": .string(id.description),
        ]
        if let lock = session.grant.lock {
            claims["resource"] = .string(lock.resource)
            claims["resource_id"] = .string(lock.resourceID)
        }
        let signer = Signer(keys.newest)
        let signed = signer.prefix + Self.part(claims)
        return signed + "." + Base64URL.encode(signer.key.sign(signed.utf8))
    }

    /// What a token says of itself; nil unless we signed it.
    func read(_ text: String) -> Claims? {
        guard let signer = self.signer(of: text), let token = JSONWebToken(text), signer.key.isValid(token.signature, of: token.signed),
            token.claims["aud"]?.string == Self.audience,
            let session = token.claims["sub"]?.string.flatMap({ EmbedSession.id($0) }),
            let generation = token.claims["generation"]?.integer, let issued = token.claims["iat"]?.integer,
            let expires = token.claims["exp"]?.integer
        else { return nil }
        return Claims(session: session, generation: Int(generation), issued: issued, expires: expires)
    }

    struct Claims {
        var session: EmbedSession.ID
        var generation: Int
        /// Seconds since 1970.
        var issued: Int64
        /// Seconds since 1970.
        var expires: Int64
    }

    private static func part(_ object: JSONObject) -> String {
        Base64URL.encode(Array(JSONValue.object(object).compactText.utf8))
    }
}
