import MeshesModel

/// A credential that was found good.
struct VerifiedCredential: Sendable {
    let access: Access
    /// Names the credential in the rate limits; no secret.
    let caller: String
    /// The session, when the credential is a token of one.
    var session: EmbedSession?
}
