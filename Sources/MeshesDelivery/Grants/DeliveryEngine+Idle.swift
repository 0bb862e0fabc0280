public import MeshesDestinations
public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Renews grants that nobody has needed for so long that their refresh tokens would die.
    func renewIdle() async throws {
        for case let destination as any OAuthDestination in destinations.all {
            guard let lifetime = destination.idleLifetime else { continue }
            let before = time.now() - lifetime
            for grant in try await store.grants.idle(destination.integration.type, since: before, limit: 100) {
                _ = await renewals.wait(for: grant.id, start: { enqueue(.renew(grant.id, newerThan: grant.version)) })
            }
        }
    }

    /// To be called when a provider has said that an account removed the app: its connections are switched off.
    ///
    /// - Returns: how many grants have ended.
    @discardableResult
    public func uninstalled(_ gone: UninstalledAccount, of type: IntegrationType) async throws -> Int {
        var count = 0
        for grant in try await store.grants.all(type, account: gone.account, user: gone.user) where grant.end == nil {
            if await end(grant, .init(.oauthAuthorizationRevoked, "The app was removed from the account.")) { count += 1 }
        }
        return count
    }
}
