public import MeshesDestinations
public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// What a destination needs to act for a connection. For an OAuth connection that includes tokens that are good now: they
    /// are renewed first when they are about to run out.
    ///
    /// - Parameter rejected: the version of the grant whose token the provider has just refused; newer tokens are wanted.
    public func settings(of connection: Connection, afterRejecting rejected: Int64? = nil) async throws(OAuthFailure) -> ConnectionSettings {
        guard let id = connection.grant else { return ConnectionSettings(connection) }
        let known: OAuthGrant?
        do {
            known = try await grants.grant(id)
        } catch {
            logger.error("reading a grant failed", metadata: ["connection": "\(connection.id)", "error": "\(error)"])
            throw .unavailable(.internalError, "The store cannot be read right now.", retryAfter: nil)
        }
        guard let known else {
            throw .ended(.init(.oauthReauthorizationRequired, "The sign-in of this connection is gone."))
        }
        if let end = known.end { throw .ended(end) }
        let now = time.now()
        let isWanted = rejected.map { known.version <= $0 } ?? known.tokens.isDue(at: now)
        guard isWanted else { return ConnectionSettings(connection, grant: known) }
        switch await renewals.wait(for: id, start: { enqueue(.renew(id, newerThan: known.version)) }) {
        case .success(let grant):
            return ConnectionSettings(connection, grant: grant)
        case .failure(.ended(let end)):
            throw .ended(end)
        case .failure(let failure):
            // Ahead of time, there is no need to fail yet.
            guard rejected == nil, known.tokens.isUsable(at: time.now()) else { throw failure }
            return ConnectionSettings(connection, grant: known)
        }
    }

    /// One attempt as far as the destination is concerned. When the provider says that the token has run out, it is renewed
    /// once and the delivery tried once more at once; a second refusal means that new tokens do not help.
    func deliver(_ job: DeliveryJob, to destination: any Destination, over connection: Connection) async -> DeliveryOutcome {
        let began = time.now()
        do throws(OAuthFailure) {
            let first = try await settings(of: connection)
            let outcome = await settled(await destination.deliver(job, with: first), first.grant)
            guard outcome.verdict == .renewToken, let grant = first.grant else { return outcome }
            let second = try await settings(of: connection, afterRejecting: grant.version)
            guard time.now() - began < settings.longestAttempt / 3 else {
                return DeliveryOutcome(.timeout, "Renewing the token took too long; the next attempt has a new one.")
            }
            let repeated = await destination.deliver(job, with: second)
            return await settled(repeated.verdict == .renewToken ? repeated.refusedAgain : repeated, second.grant)
        } catch {
            return error.outcome
        }
    }

    /// When the provider refuses the tokens as such, that holds for every connection on the grant, unless somebody has signed
    /// in again meanwhile: then it holds for none.
    private func settled(_ outcome: DeliveryOutcome, _ grant: OAuthGrant?) async -> DeliveryOutcome {
        guard let grant, case .switchOff(let reason?, let detail) = outcome.verdict else { return outcome }
        guard await end(grant, .init(reason, detail)) else {
            var outcome = outcome
            outcome.verdict = .healthy
            return outcome
        }
        return outcome
    }
}

extension DeliveryOutcome {
    /// The provider refuses a token that it has just made.
    fileprivate var refusedAgain: DeliveryOutcome {
        var outcome = self
        outcome.code = .authFailed
        outcome.verdict = .switchOff(
            .authenticationInvalid, detail: "The provider refused the connection's token right after it was renewed: \(message)")
        return outcome
    }
}
