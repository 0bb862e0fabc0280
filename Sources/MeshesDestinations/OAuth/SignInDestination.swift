import MeshesModel

/// An OAuth destination as connectors write it: what providers differ in is asked for here, the rest is the same for all and
/// stands in the extension.
protocol SignInDestination: OAuthDestination {
    var gateway: ProviderGateway { get set }
    /// Calls and answers of the provider's API.
    var api: ProviderProfile { get }

    /// The calls of one delivery.
    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome
}

extension SignInDestination {
    /// - Parameter part: of the account, where the provider's limit counts for each of them.
    func session(_ grant: OAuthGrant, _ limits: ProviderSession.Limits, pacedBy part: String? = nil) -> ProviderSession {
        ProviderSession(
            api, gateway, .bearer(grant.tokens.access), limits: limits,
            hiding: [grant.tokens.refresh, client.app?.clientSecret].compactMap(\.self), pacedBy: part)
    }

    /// The grant of a connection, for somebody who waits for lists or fields.
    func grant(_ settings: ConnectionSettings) throws(MeshesError) -> OAuthGrant {
        guard let grant = settings.grant else { throw MeshesError(.providerRefused, "The connection is not signed in to \(api.name).") }
        return grant
    }

    func validate(ruleMetadata: JSONObject) throws(MeshesError) {
        try integration.check(ruleMetadata: ruleMetadata)
    }

    func rehearsing(with sender: any HTTPSender) -> any Destination {
        var copy = self
        copy.gateway = gateway.rehearsing(sender)
        return copy
    }

    func deliver(_ job: DeliveryJob, with settings: ConnectionSettings) async -> DeliveryOutcome {
        guard let grant = settings.grant else {
            return DeliveryOutcome(.internalError, "The connection is not signed in to \(api.name).")
        }
        do throws(AttemptEnd) {
            return try await perform(job, grant)
        } catch {
            return error.outcome
        }
    }
}
