import MeshesModel

/// A destination whose connections hold a key that the provider has issued. What is written here is what such providers
/// differ in; trying a key, calling and judging are the same for all and stand in the extension.
protocol APIKeyDestination: Destination {
    var gateway: ProviderGateway { get set }
    var profile: ProviderProfile { get }
    /// The fields of the connection's form.
    var form: [ConnectionField] { get }
    /// A call without side effects that only a good key passes.
    var probe: ProviderRequest { get }

    /// How calls of a connection prove for whom they are made; nil when its key is missing.
    func credential(_ settings: ConnectionSettings) -> ProviderCredential?
    /// Where calls of a connection go, for providers that give each account or region a host of its own.
    func root(_ settings: ConnectionSettings) -> ProviderRoot
    /// The calls of a connection.
    ///
    /// - Returns: nil when it has no key.
    func session(_ settings: ConnectionSettings, _ limits: ProviderSession.Limits) -> ProviderSession?
    /// What the answer to the probe says of the key.
    func verdict(on probe: ProviderAnswer) -> KeyVerdict
    /// Which setting a refused probe shows to be wrong, and why; nil for the key, refused without more words.
    func issue(with probe: ProviderAnswer) -> ParameterIssue?
    /// What is to be kept of the account of a good key, see `Destination.check`.
    ///
    /// - Parameter probe: the answer that showed that the key is good.
    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject
    /// What the provider said of keys lately, where it is not to be asked again after every refusal; nil to ask each time.
    var verdicts: ShortMemory<String, KeyVerdict>? { get }
    /// The calls of one delivery.
    func perform(_ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome
}

/// What a provider says of a key.
enum KeyVerdict: Hashable, Sendable {
    case works
    case refused
    /// The provider lets nobody through for a while, whatever the key.
    case blocked(Duration)
    /// The provider did not get as far as judging it.
    case unclear
}

extension APIKeyDestination {
    func credential(_ settings: ConnectionSettings) -> ProviderCredential? { settings.secrets["api_key"].map { .bearer($0) } }

    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        if probe.isSuccess && !probe.isForeign { return .works }
        return probe.status == 401 || probe.status == 403 ? .refused : .unclear
    }

    func issue(with probe: ProviderAnswer) -> ParameterIssue? { nil }
    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject { [:] }
    var verdicts: ShortMemory<String, KeyVerdict>? { nil }

    func root(_ settings: ConnectionSettings) -> ProviderRoot {
        gateway.root(profile.type, profile.root, ownHost: profile.ownHost)
    }

    func session(_ settings: ConnectionSettings, _ limits: ProviderSession.Limits) -> ProviderSession? {
        credential(settings).map {
            ProviderSession(
                profile, gateway, $0, limits: limits, root: root(settings), hiding: Array(settings.secrets.values))
        }
    }

    /// A session for somebody who waits for lists or fields.
    func listing(_ settings: ConnectionSettings) throws(MeshesError) -> ProviderSession {
        guard let session = session(settings, .listing) else {
            throw MeshesError(.providerRefused, "The connection has no API key.")
        }
        return session
    }
}

extension APIKeyDestination {
    func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings {
        try ConnectionSettings(form, from: metadata, keeping: stored)
    }

    func check(
        _ settings: ConnectionSettings, replacing stored: ConnectionSettings?, workspace: Workspace.ID
    ) async throws(MeshesError) -> JSONObject {
        if let stored, stored.secrets == settings.secrets {
            let told = stored.metadata.filter { key, _ in !form.contains { $0.key == key } }
            if settings.metadata == stored.metadata.filter({ told[$0.key] == nil }) { return told }
        }
        let session = try listing(settings)
        let answer: ProviderAnswer
        do throws(AttemptEnd) {
            answer = try await session.exchange(probe)
        } catch {
            throw MeshesError(.connectionTestFailed, "\(profile.name) could not be asked: \(error.outcome.message).")
        }
        let issue = issue(with: answer)
        switch verdict(on: answer) {
        case .works: return await account(answer, session)
        case .refused:
            let key = form.first { $0.isSecret }?.key ?? "api_key"
            throw MeshesError(
                .providerRefused, "\(profile.name) refuses the API key (HTTP \(answer.status)).",
                issues: [issue ?? ParameterIssue("metadata.\(key)", "is refused by \(profile.name)")])
        case .unclear, .blocked:
            if let issue { throw MeshesError(.providerRefused, "\(issue.param) \(issue.msg).", issues: [issue]) }
            throw MeshesError(.connectionTestFailed, "\(profile.name) could not check the key: it answered HTTP \(answer.status).")
        }
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
        guard var session = session(settings, .delivery) else {
            return DeliveryOutcome(.authFailed, "The connection has no API key.", verdict: .switchOff(.authenticationInvalid, detail: "The connection has no API key."))
        }
        session.attempt = job.attemptNumber
        session.connection = job.connection
        do throws(AttemptEnd) {
            return try await perform(job, settings, session)
        } catch {
            return await confirmed(error.outcome, with: settings)
        }
    }

    /// One refusal may be about one call. When the provider also refuses the call that every good key passes, the key is
    /// dead and the connection is switched off at once.
    private func confirmed(_ outcome: DeliveryOutcome, with settings: ConnectionSettings) async -> DeliveryOutcome {
        guard outcome.code == .authFailed || outcome.httpStatus == 403, outcome.verdict == .healthy,
            let session = session(settings, .delivery), let verdict = await verdict(session)
        else { return outcome }
        var outcome = outcome
        switch verdict {
        case .refused:
            outcome.code = .authFailed
            outcome.retry = .byCode
            outcome.verdict = .switchOff(.authenticationInvalid, detail: "\(profile.name) refuses the API key: \(outcome.message)")
        case .blocked(let wait):
            outcome.code = .rateLimited
            outcome.retryAfter = wait
            outcome.pausesConnection = true
        case .works, .unclear: break
        }
        return outcome
    }

    /// What the provider says of a key, now or a short while ago; nil when it does not answer.
    private func verdict(_ session: ProviderSession) async -> KeyVerdict? {
        let (key, now) = ("\(session.credential.identity) \(session.credential.value.hashValue)", gateway.time.now())
        if let known = verdicts?.value(key, at: now) { return known }
        guard let answer = try? await session.exchange(probe) else { return nil }
        let verdict = verdict(on: answer)
        verdicts?.keep(verdict, for: key, at: now)
        return verdict
    }
}
