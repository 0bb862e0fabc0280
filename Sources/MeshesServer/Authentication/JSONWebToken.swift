import MeshesModel

/// A JSON web token taken apart, before anything about it is believed.
struct JSONWebToken {
    let header: JSONObject
    let claims: JSONObject
    let signature: [UInt8]
    /// What the signature covers: the first two parts and the dot between them.
    let signed: Substring.UTF8View

    /// Nil unless the text has three base64url parts of which the first two are JSON objects. No sane token is longer
    /// than 4 KiB.
    init?(_ text: String) {
        guard text.utf8.count <= 4096 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]), let header = Self.object(parts[0]),
            let claims = Self.object(parts[1])
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        signed = text[..<parts[1].endIndex].utf8
    }

    private static func object(_ part: Substring) -> JSONObject? {
        guard let bytes = Base64URL.decode(part) else { return nil }
        return try? JSONValue(parsing: bytes, maxDepth: 8).object
    }
}
