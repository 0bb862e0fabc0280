import MeshesModel

extension KeyRing {
    /// Both tokens as one sealed value.
    func seal(_ tokens: OAuthTokens, for id: OAuthGrant.ID) throws -> [UInt8] {
        var object: JSONObject = ["access": .string(tokens.access.reveal())]
        if let refresh = tokens.refresh { object["refresh"] = .string(refresh.reveal()) }
        return try seal(Secret(object.compactText), for: id)
    }

    /// - Throws: `EncryptionKeyError`.
    func openTokens(
        _ sealed: [UInt8], for id: OAuthGrant.ID, issuedAt: Timestamp, expiresAt: Timestamp?
    ) throws -> OAuthTokens {
        let object = try JSONObject(stored: try open(sealed, for: id).reveal())
        return OAuthTokens(
            access: Secret(object["access"]?.string ?? ""), refresh: object["refresh"]?.string.map { Secret($0) },
            issuedAt: issuedAt, expiresAt: expiresAt)
    }
}
