import MeshesModel

/// An OAuth destination as connectors write it: what providers differ in is asked for here, the rest is the same for all and
/// stands in the extension.
protocol SignInDestination: OAuthDestination {
    var gateway: ProviderGateway { get set }
    /// Calls and answers of the provider's API.
    var api: ProviderProfile { get }

    /// Where the API of an account is, at providers that give each its own host; nil for the type's root.
    func root(of account: OAuthAccount) -> ProviderRoot?
    /// The calls of one delivery.
    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome
}

extension SignInDestination {
    func root(of account: OAuthAccount) -> ProviderRoot? { nil }

    /// Asks the API something with tokens outside of a delivery.
    func ask(_ request: ProviderRequest, with tokens: OAuthTokens, at root: ProviderRoot? = nil) async throws(OAuthFailure) -> ProviderAnswer {
        let session = ProviderSession(
            api, gateway, .bearer(tokens.access), limits: .delivery, root: root,
            hiding: [tokens.refresh, client.app?.clientSecret].compactMap(\.self))
        do throws(AttemptEnd) {
            return try await session.send(request)
        } catch {
            throw .unavailable(error.outcome.code, "\(api.name) did not answer as hoped: \(error.outcome.message)", retryAfter: nil)
        }
    }

    /// The fault of a provider that does not say what it must.
    func silent(about what: String) -> OAuthFailure {
        .unavailable(.rejectedServerError, "\(api.name) did not say \(what).", retryAfter: nil)
    }
}

extension SignInDestination {
    /// - Parameters:
    ///   - profile: another one than the type's, for calls that are paced apart.
    ///   - part: of the account, where the provider's limit counts for each of them.
    func session(
        _ grant: OAuthGrant, _ limits: ProviderSession.Limits, as profile: ProviderProfile? = nil, pacedBy part: String? = nil
    ) -> ProviderSession {
        ProviderSession(
            profile ?? api, gateway, .bearer(grant.tokens.access, of: grant.account.id), limits: limits, root: root(of: grant.account),
            hiding: [grant.tokens.refresh, client.app?.clientSecret].compactMap(\.self), pacedBy: part)
    }

    /// The calls of one delivery.
    func session(
        _ grant: OAuthGrant, for job: DeliveryJob, as profile: ProviderProfile? = nil, pacedBy part: String? = nil
    ) -> ProviderSession {
        var session = session(grant, .delivery, as: profile, pacedBy: part)
        session.attempt = job.attemptNumber
        session.connection = job.connection
        return session
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
