import HTTPTypes
import MeshesModel

/// Finds out who calls.
struct Authenticator: Sendable {
    let machineTokens: MachineTokenVerifier
    let publishableKeys: PublishableKeyVerifier
    let sessionTokens: SessionTokenVerifier

    init(services: AppServices, settings: ServerSettings) {
        // What another node revokes is not known here before it is looked up.
        let lifetime = services.store.isShared ? .zero : settings.credentialLifetime
        machineTokens = MachineTokenVerifier(
            store: services.store, time: services.time, ids: services.ids, lifetime: lifetime)
        publishableKeys = PublishableKeyVerifier(
            store: services.store, time: services.time, lifetime: settings.credentialLifetime)
        sessionTokens = SessionTokenVerifier(
            sessions: SessionCache(store: services.store, time: services.time, lifetime: lifetime),
            tokens: SessionTokens(services.store.sessions.signingKeys), time: services.time, grace: settings.embed.grace)
    }

    /// The sessions that tokens were seen of lately.
    var sessions: SessionCache { sessionTokens.sessions }

    /// What is remembered of the caller of an ingestion call, which the accepting commit may have to look at again; nil when
    /// `verify` has to find out.
    func known(_ headers: HTTPFields, now: Timestamp) -> VerifiedCredential? {
        if let authorization = headers[.authorization] {
            return (try? Self.bearer(authorization)).flatMap { machineTokens.known($0, now: now) }
        }
        return headers[.publishableKey].flatMap { publishableKeys.known($0, now: now) }
    }

    /// `Authorization` alone is judged when it is there, also when a good publishable key comes with it.
    ///
    /// - Throws: 401.
    func verify(_ headers: HTTPFields, takesPublishableKeys: Bool) async throws -> VerifiedCredential {
        if let authorization = headers[.authorization] {
            let token = try Self.bearer(authorization)
            return sessionTokens.takes(token) ? try await sessionTokens.verify(token) : try await machineTokens.verify(token)
        }
        if takesPublishableKeys, let key = headers[.publishableKey] {
            return try await publishableKeys.verify(key)
        }
        throw MeshesError(
            .unauthorized,
            takesPublishableKeys
                ? "Send a publishable key in X-Meshes-Publishable-Key, or a machine token as Authorization: Bearer."
                : "Send a machine token as Authorization: Bearer.")
    }

    private static func bearer(_ authorization: String) throws(MeshesError) -> String {
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw MeshesError(.unauthorized, "Authorization must be Bearer and one token.")
        }
        return String(parts[1])
    }
}
