import Logging
import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage

/// Takes a run out to the provider's consent page and back. Whatever goes wrong leaves no connection and no token, and a
/// text for the person who tried.
struct SignInFlow {
    /// Where the browser goes, and what must come back with it.
    struct Departure {
        var url: String
        var state: Secret
        var browser: Secret
    }

    /// What came back.
    struct Answer {
        var state: Secret
        var browser: Secret?
        var code: Secret?
        /// The provider's code of a refusal.
        var error: String?
    }

    let services: AppServices
    /// What the addresses of this server begin with.
    let base: String

    /// What is registered at a provider and compared there letter by letter.
    private func redirectURI(_ type: IntegrationType) -> String { "\(base)/oauth/\(type.rawValue)/callback" }

    /// Nil for a ticket that is good for nothing.
    func depart(ticket: Secret) async throws -> Departure? {
        let (state, browser, verifier) = (
            Secret.random(services.ids), Secret.random(services.ids), Secret.random(services.ids)
        )
        guard let setup = try await services.store.oauthSetups.open(ticket: ticket, state: state, browser: browser, verifier: verifier) else {
            return nil
        }
        let destination = try services.oauthDestination(setup.type)
        guard let app = destination.client.app else { return nil }
        let account = try await account(of: setup)
        let request = OAuthRequest(
            redirectURI: redirectURI(setup.type), state: state, challenge: verifier.codeChallenge,
            account: account, settings: account?.details ?? setup.settings)
        return Departure(url: destination.authorizationURL(request, with: app), state: state, browser: browser)
    }

    private func account(of setup: OAuthSetup) async throws -> OAuthAccount? {
        guard case .reconnection(let id) = setup.purpose, let grant = try await services.store.connections.find(id)?.grant else {
            return nil
        }
        return try await services.store.grants.find(grant)?.account
    }

    func arrive(_ answer: Answer, type: IntegrationType) async throws -> OAuthPage {
        guard let (setup, verifier) = try await services.store.oauthSetups.redeem(
            state: answer.state, type: type, browser: answer.browser)
        else { return .failed(OAuthText.spentState) }
        do throws(SignInFailure) {
            let connection = try await connect(setup, answer, verifier)
            log(setup, "connected", ["connection": "\(connection.id)"])
            return .connected(connection, try name(of: setup.type))
        } catch {
            try await services.store.oauthSetups.fail(setup.id, error.message)
            log(setup, "not connected", ["reason": "\(error.message)"])
            return .failed(error.message)
        }
    }

    private func connect(
        _ setup: OAuthSetup, _ answer: Answer, _ verifier: Secret
    ) async throws(SignInFailure) -> Connection {
        let provider = try name(of: setup.type)
        guard await isStillWanted(setup) else { throw SignInFailure(OAuthText.sessionOver) }
        if let code = answer.error {
            throw SignInFailure(code == "access_denied" ? OAuthText.denied : OAuthText.refused(provider, code: Self.plain(code)))
        }
        guard let code = answer.code, let destination = try? services.oauthDestination(setup.type), let app = destination.client.app else {
            throw SignInFailure(OAuthText.refused(provider, code: "no_code"))
        }
        let settings = (try? await account(of: setup))?.details ?? setup.settings
        var grant: NewGrant
        do throws(OAuthFailure) {
            grant = try await destination.exchange(
                OAuthCode(code: code, redirectURI: redirectURI(setup.type), verifier: verifier, settings: settings), with: app)
        } catch {
            throw SignInFailure(OAuthText.failed(provider, error.text))
        }
        grant.account.details["account_name"] = grant.account.name.map { .string($0) }
        return try await keep(grant, setup)
    }

    /// Whether the session in which it began, if it began in one, goes on.
    private func isStillWanted(_ setup: OAuthSetup) async -> Bool {
        guard setup.createdBy.hasPrefix("session:") else { return true }
        guard let id = EmbedSession.id(setup.createdBy.dropFirst("session:".count)) else { return false }
        guard let session = try? await services.store.sessions.find([id])[0] else { return false }
        return session.revokedAt == nil
    }

    private func keep(_ grant: NewGrant, _ setup: OAuthSetup) async throws(SignInFailure) -> Connection {
        do {
            let made = try await services.store.grants.signIn(setup, grant)
            try await services.engine.connectionChanged(made.connection.id)
            if let orphan = made.orphan { services.engine.revoke(orphan) }
            return made.connection
        } catch let error as MeshesError {
            throw SignInFailure(error.name == .notFound ? OAuthText.gone : error.message)
        } catch {
            services.logger.error("keeping a sign-in failed", metadata: ["setup": "\(setup.id)", "error": "\(error)"])
            throw SignInFailure(OAuthText.fault)
        }
    }

    private func name(of type: IntegrationType) throws(SignInFailure) -> String {
        guard let destination = services.destinations[type] else { throw SignInFailure(OAuthText.fault) }
        return destination.integration.name
    }

    private func log(_ setup: OAuthSetup, _ what: String, _ more: Logger.Metadata) {
        let ids: Logger.Metadata = [
            "workspace": "\(setup.workspace)", "type": "\(setup.type.rawValue)", "by": "\(setup.createdBy)",
        ]
        services.logger.notice("sign-in at a provider: \(what)", metadata: ids.merging(more) { _, new in new })
    }

    /// A code that came through the browser, so anybody may have written it.
    private static func plain(_ code: String) -> String {
        String(code.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || $0 == "-") }.prefix(40).map(Character.init))
    }
}

/// Why nothing was connected, for the person who tried.
struct SignInFailure: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
