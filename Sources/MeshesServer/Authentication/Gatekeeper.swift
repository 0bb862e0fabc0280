import HTTPTypes
import MeshesModel

/// Lets callers in: who they are first, then whether they come too often.
struct Gatekeeper: Sendable {
    let authenticator: Authenticator
    let limiters: RateLimiters
    private let time: any TimeSource

    init(services: AppServices, settings: ServerSettings, limiters: RateLimiters) {
        authenticator = Authenticator(services: services, settings: settings)
        self.limiters = limiters
        time = services.time
    }

    /// Fills in the trail's credential and rate limit.
    ///
    /// - Throws: 401, or 429 when the caller, or the address of somebody without a good credential, comes too often.
    func admit(_ headers: HTTPFields, peer: String?, to gate: Endpoint.Gate, _ trail: inout RequestTrail) async throws {
        guard gate != .open else { return }
        guard gate != .launch else {
            if let peer, !Self.isLoopback(peer) { trail.rateLimit = try limiters.launches.require(for: peer, now: time.now()) }
            return
        }
        let credential: VerifiedCredential
        do {
            credential = try await authenticator.verify(headers, takesPublishableKeys: gate.takesPublishableKeys)
        } catch let error as MeshesError where error.status == 401 {
            if let peer, !Self.isLoopback(peer) { _ = try limiters.failedCredentials.require(for: peer, now: time.now()) }
            throw error
        }
        trail.credential = credential
        guard let limiter = limiters.limiter(for: gate, credential) else { return }
        trail.rateLimit = try limiter.require(for: credential.caller, now: time.now())
    }

    static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}
