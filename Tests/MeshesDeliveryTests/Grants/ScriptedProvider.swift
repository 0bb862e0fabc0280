import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Synchronization

/// A provider with rotating tokens: access token `a<n>` comes with refresh token `r<n>`, and each refresh token is good once.
final class ScriptedProvider: OAuthDestination {
    private struct State {
        var serial = 1
        var rejected: Set<String> = []
        var failures: [OAuthFailure] = []
        var spent: [String] = []
        var used: [String] = []
        var revoked: [String] = []
        var verdict = DeliveryOutcome.ConnectionVerdict.renewToken
        var gate: [CheckedContinuation<Void, Never>] = []
        var isHeld = false
    }

    let integration = Integration(
        name: "Slack", type: .slack, authentication: .init(type: .oauth, oauth: .init(version: 2)),
        actions: ["send_message": .init(key: "send_message", label: "Send", noun: "channel")])
    let concurrency = 10
    let client: OAuthClient
    let consent = OAuthConsent(authorizePath: "/authorize", scopes: ["post"], usesPKCE: true)
    private let time: ManualTimeReference
    private let state = Mutex(State())

    /// The fixture makes its clock after the destinations.
    final class ManualTimeReference: Sendable {
        let time = Mutex<ManualTime?>(nil)
        var now: Timestamp { time.withLock { $0?.now() ?? Timestamp(milliseconds: 0) } }
    }

    init(time: ManualTimeReference) {
        self.time = time
        client = OAuthClient(
            "Slack", authorize: "https://slack.com", token: "https://slack.com",
            OAuthConfiguration(app: OAuthApp(clientID: "id", clientSecret: Secret("secret"))),
            ProviderGateway(sender: StubSender(), time: ManualTime(), userAgent: "test"))
    }

    /// The tokens that a sign-in brings now.
    func tokens(lifetime: Duration? = .seconds(3600), refresh: Bool = true) -> OAuthTokens {
        let (serial, now) = (state.withLock { $0.serial }, time.now)
        return OAuthTokens(
            access: Secret("a\(serial)"), refresh: refresh ? Secret("r\(serial)") : nil, issuedAt: now,
            expiresAt: lifetime.map { now + $0 })
    }

    /// The tokens of another sign-in: those before are forgotten.
    func fresh() -> OAuthTokens {
        state.withLock { $0.serial += 1 }
        return tokens()
    }

    /// This access token is refused from now on.
    func reject(_ token: String, verdict: DeliveryOutcome.ConnectionVerdict = .renewToken) {
        state.withLock { state in
            state.rejected.insert(token)
            state.verdict = verdict
        }
    }

    func failNext(_ failure: OAuthFailure) { state.withLock { $0.failures.append(failure) } }

    /// Refreshes hang until `letGo`.
    func hold() { state.withLock { $0.isHeld = true } }

    func letGo() {
        let waiting = state.withLock { state in
            state.isHeld = false
            defer { state.gate = [] }
            return state.gate
        }
        for continuation in waiting { continuation.resume() }
    }

    var refreshesHanging: Int { state.withLock { $0.gate.count } }
    /// Refresh tokens in the order in which they were spent.
    var spent: [String] { state.withLock { $0.spent } }
    /// Access tokens in the order of the deliveries made with them.
    var used: [String] { state.withLock { $0.used } }
    var revoked: [String] { state.withLock { $0.revoked } }

    func exchange(_ code: OAuthCode, with app: OAuthApp) async throws(OAuthFailure) -> NewGrant {
        throw .unsuitable("not part of these tests")
    }

    func refresh(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) -> OAuthRenewal {
        await withCheckedContinuation { continuation in
            let passes = state.withLock { state in
                if state.isHeld { state.gate.append(continuation) }
                return !state.isHeld
            }
            if passes { continuation.resume() }
        }
        let token = grant.tokens.refresh?.reveal() ?? ""
        let failure = state.withLock { state -> OAuthFailure? in
            state.spent.append(token)
            if !state.failures.isEmpty { return state.failures.removeFirst() }
            guard token == "r\(state.serial)" else { return .ended(.init(.oauthReauthorizationRequired, "spent before")) }
            state.serial += 1
            return nil
        }
        if let failure { throw failure }
        return OAuthRenewal(tokens())
    }

    func revoke(_ grant: OAuthGrant, with app: OAuthApp) async throws(OAuthFailure) {
        state.withLock { $0.revoked.append(grant.tokens.access.reveal()) }
    }

    func validate(ruleMetadata: JSONObject) throws(MeshesError) {}
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject { [:] }
    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { [] }

    func rehearsing(with sender: any HTTPSender) -> any Destination { self }

    func deliver(_ job: DeliveryJob, with settings: ConnectionSettings) async -> DeliveryOutcome {
        let token = settings.grant?.tokens.access.reveal() ?? "none"
        return state.withLock { state in
            state.used.append(token)
            guard state.rejected.contains(token) else { return DeliveryOutcome(.delivered, "posted") }
            return DeliveryOutcome(.authFailed, "token refused", verdict: state.verdict)
        }
    }
}
