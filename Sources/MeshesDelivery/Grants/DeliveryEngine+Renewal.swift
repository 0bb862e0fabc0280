import Logging
import MeshesDestinations
import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// How long a node may take over a refresh before others conclude that it has died.
    private static let refreshLease: Duration = .seconds(30)

    /// Gets new tokens for a grant and tells all who wait for them. What a provider answered is on disk before anybody uses it.
    func renew(_ id: OAuthGrant.ID, newerThan version: Int64) async {
        grants.forget(id)
        let result: GrantRenewals.Result
        do throws(OAuthFailure) {
            result = .success(try await renewed(id, newerThan: version))
        } catch {
            result = .failure(error)
            logger.warning("renewing a token failed", metadata: ["grant": "\(id)", "reason": "\(error.text)"])
        }
        if case .success(let grant) = result { grants.remember(grant) }
        say(.grant(id))
        renewals.finish(id, result)
    }

    private func renewed(_ id: OAuthGrant.ID, newerThan version: Int64) async throws(OAuthFailure) -> OAuthGrant {
        let deadline = time.now() + Self.refreshLease
        while true {
            let grant = try await stored(id)
            if let end = grant.end { throw .ended(end) }
            if grant.version > version, grant.tokens.isUsable(at: time.now()) { return grant }
            guard let destination = destinations[grant.type] as? any OAuthDestination, let app = destination.client.app else {
                throw .operatorFault("This server has no app for \(grant.type.rawValue) any more.")
            }
            guard grant.tokens.refresh != nil else {
                return try await ended(grant, .init(.oauthReauthorizationRequired, "\(destination.integration.name) does not accept the token any more and gave none to renew it with."))
            }
            let now = time.now()
            let isMine = try await storing { try await $0.grants.beginRefresh(id, version: grant.version, until: now + Self.refreshLease, now: now) }
            if isMine { return try await refresh(grant, destination, app) }
            // Another node is at it: what it brings is read again. One that dies is waited for as long as its right lasts.
            guard time.now() < deadline, (try? await time.sleep(for: .milliseconds(250))) != nil else {
                throw .unavailable(.timeout, "Another node's renewal of the token did not end in time.", retryAfter: nil)
            }
        }
    }

    private func refresh(
        _ grant: OAuthGrant, _ destination: any OAuthDestination, _ app: OAuthApp
    ) async throws(OAuthFailure) -> OAuthGrant {
        var renewal: OAuthRenewal
        do throws(OAuthFailure) {
            renewal = try await destination.refresh(grant, with: app)
        } catch .ended(let end) {
            return try await ended(grant, end)
        } catch {
            try? await store.grants.abandonRefresh(grant.id, version: grant.version)
            throw error
        }
        renewal.tokens = grant.tokens.replaced(by: renewal.tokens)
        let renewed = renewal
        // From here the only copy of a rotated refresh token is in this variable: it is written until it is written.
        let kept = try await storing(persistently: true) { try await $0.grants.finishRefresh(grant.id, version: grant.version, renewed) }
        if let kept {
            logger.info("token renewed", metadata: ["grant": "\(grant.id)", "type": "\(grant.type.rawValue)"])
            return kept
        }
        return try await current(grant.id)
    }

    /// The provider refuses the grant for good.
    private func ended(_ grant: OAuthGrant, _ end: OAuthGrant.End) async throws(OAuthFailure) -> OAuthGrant {
        guard await self.end(grant, end) else { return try await current(grant.id) }
        throw .ended(end)
    }

    /// Notes that a grant is good for nothing and switches off every connection that lives on it.
    ///
    /// - Returns: false when somebody has signed in again meanwhile, so that the grant is good.
    func end(_ grant: OAuthGrant, _ end: OAuthGrant.End) async -> Bool {
        grants.forget(grant.id)
        do {
            guard try await store.grants.end(grant.id, version: grant.version, end) else {
                return try await store.grants.find(grant.id)?.end != nil
            }
            for connection in try await store.grants.connections(of: grant.id) {
                await switchOff(connection, reason: end.reason, detail: end.detail)
            }
        } catch {
            // The connections go off one by one, each at its next attempt.
            logger.error("ending a grant failed", metadata: ["grant": "\(grant.id)", "error": "\(error)"])
        }
        return true
    }

    private func current(_ id: OAuthGrant.ID) async throws(OAuthFailure) -> OAuthGrant {
        let grant = try await stored(id)
        if let end = grant.end { throw .ended(end) }
        return grant
    }

    private func stored(_ id: OAuthGrant.ID) async throws(OAuthFailure) -> OAuthGrant {
        guard let grant = try await storing({ try await $0.grants.find(id) }) else {
            throw .ended(.init(.oauthReauthorizationRequired, "The sign-in of this connection is gone."))
        }
        return grant
    }

    /// - Parameter persistently: tries again every second, for as long as a refresh may take.
    private func storing<Value: Sendable>(
        persistently: Bool = false, _ body: (Store) async throws -> Value
    ) async throws(OAuthFailure) -> Value {
        let deadline = time.now() + Self.refreshLease
        while true {
            do {
                return try await body(store)
            } catch {
                logger.error("the store failed while a token was renewed", metadata: ["error": "\(error)"])
                guard persistently, time.now() < deadline, (try? await time.sleep(for: .seconds(1))) != nil else { break }
            }
        }
        throw .unavailable(.internalError, "The store did not answer while the token was renewed.", retryAfter: nil)
    }
}
