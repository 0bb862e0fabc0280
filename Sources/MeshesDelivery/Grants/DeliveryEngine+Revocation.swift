import Logging
import MeshesDestinations
public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// To be called with a grant that no connection uses any more: the provider is told, once. It is gone from the store
    /// already, so a provider that cannot be reached leaves a token that nobody has.
    public func revoke(_ grant: OAuthGrant) {
        grants.forget(grant.id)
        say(.grant(grant.id))
        enqueue(.revoke(grant))
    }

    func carryOutRevocation(_ grant: OAuthGrant) async {
        guard grant.end == nil, let destination = destinations[grant.type] as? any OAuthDestination, let app = destination.client.app
        else { return }
        do throws(OAuthFailure) {
            try await destination.revoke(grant, with: app)
            logger.info("token revoked", metadata: ["grant": "\(grant.id)", "type": "\(grant.type.rawValue)"])
        } catch {
            logger.notice("revoking a token failed", metadata: ["grant": "\(grant.id)", "reason": "\(error.text)"])
        }
    }
}
