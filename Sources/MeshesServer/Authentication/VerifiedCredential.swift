import MeshesModel

/// A credential that was found good.
struct VerifiedCredential: Sendable {
    let access: Access
    /// Names the credential in the rate limits; no secret.
    let caller: String
    /// The publishable key, where what is remembered of it is not to be trusted: the accepting commit looks at it again.
    var toLookAtAgain: PublishableKey.ID?
    /// The session, when the credential is a token of one.
    var session: EmbedSession?
}
