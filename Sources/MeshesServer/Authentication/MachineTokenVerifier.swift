import MeshesModel
import MeshesStorage

/// Judges machine tokens. A token that was found good is remembered until it expires, so that a caller who uses one for
/// many requests pays for one check; its key is looked at again as often as any.
final class MachineTokenVerifier: Sendable {
    private struct Verified: Sendable {
        var accessKey: String
        var key: MachineKey.ID
        var expires: Int64
        var credential: VerifiedCredential
    }

    private let keys: MachineKeyCache
    private let time: any TimeSource
    private let verified = BoundedCache<String, Verified>(capacity: 20_000)
    /// Stands in for the secret of a key that does not exist, so that the answer takes as long.
    private let decoy: Secret

    init(store: Store, time: any TimeSource, ids: IdentifierSource, lifetime: Duration) {
        keys = MachineKeyCache(store: store, time: time, lifetime: lifetime)
        self.time = time
        decoy = Secret(ids.randomBytes(43).map { String($0 & 0xF, radix: 16) }.joined())
    }

    /// What is remembered of a good token, as long as its key is remembered as good too.
    func known(_ text: String, now: Timestamp) -> VerifiedCredential? {
        guard let known = remembered(text, now: now), let key = keys.known(known.accessKey, now: now) ?? nil,
            key.id == known.key, key.isGood(at: now)
        else { return nil }
        return known.credential
    }

    private func remembered(_ text: String, now: Timestamp) -> Verified? {
        verified.value(for: text, now: now).flatMap { Double($0.expires) > Double(now.milliseconds) / 1000 - 5 ? $0 : nil }
    }

    /// - Parameter text: what follows `Bearer`.
    /// - Throws: 401.
    func verify(_ text: String) async throws -> VerifiedCredential {
        let now = time.now()
        if let known = remembered(text, now: now), let key = try await keys.key(known.accessKey), key.id == known.key,
            key.isGood(at: now)
        {
            return known.credential
        }
        guard let token = JSONWebToken(text) else {
            throw MeshesError(.unauthorized, "The bearer token is not a JSON web token.")
        }
        let accessKey = try MachineTokenChecks.header(token.header)
        let found = try await keys.key(accessKey)
        let signed = MachineTokenChecks.isSigned(token, with: found?.secret ?? decoy)
        guard let key = found, key.isGood(at: now), signed else { throw MachineTokenChecks.notValid }
        try MachineTokenChecks.identity(token.claims, accessKey: accessKey, organization: key.organization)
        let expires = try MachineTokenChecks.window(token.claims, now: now)
        let access = Access(
            principal: .machine(accessKey: accessKey), organization: key.organization, workspace: key.workspace)
        let credential = VerifiedCredential(access: access, caller: accessKey)
        verified.set(
            Verified(accessKey: accessKey, key: key.id, expires: expires, credential: credential), for: text,
            until: Timestamp(milliseconds: (expires + 5) * 1000), now: now)
        return credential
    }
}

extension MachineKey {
    /// Neither revoked nor expired.
    func isGood(at now: Timestamp) -> Bool {
        revokedAt == nil && (expiresAt.map { $0 > now } ?? true)
    }
}
