import MeshesModel
import MeshesTestSupport
import Testing

/// A field of the table: an event goes in, and what the store then knows of its delivery is looked at.
struct SituationRun: Sendable, CustomTestStringConvertible {
    let type: TypeRows
    let action: ActionRow
    let situation: Situation
    let expectation: Expectation

    var testDescription: String { "\(type.type.rawValue) \(action.action): \(situation.rawValue)" }

    func carryOut() async throws {
        let log = RecordedLog()
        var rule = action.metadata
        if situation == .refusedData { rule.merge(action.refused.rule) { _, new in new } }
        let timeout: Duration = situation == .timeout ? .milliseconds(700) : .seconds(15)
        try await DestinationCases[type.type].run(rule: rule, callTimeout: timeout, log: log) { server, fake, connection, rule in
            try await prepare(server, connection)
            try arrange(fake)
            let event = try await server.emit("user.signup", payload: situation == .refusedData ? action.refused.payload : ActionRow.payload)
            let attempts = try await server.attempts(event, rule, when: expectation.status)
            let attempt = try #require(attempts.last)
            let off = try await server.connection(connection, until: { ($0["active"] == false) == (expectation.inactive != nil) })
            #expect(try seen(attempt, of: off, by: server) == expectation)
            if situation == .delivered { try checkCalls(fake) }
            if situation == .expiredToken { #expect(attempts.count == 1 && (fake as? any SignInFake)?.tokens.refreshes == 1) }
            if expectation.wait != nil { try await finish(event, attempt, server) }
            try await checkSecrets(fake, server, log, connection, event, rule)
        }
    }

    /// Brings about what the action is to take back, or what it is to find done.
    private func prepare(_ server: ServerFixture, _ connection: JSONValue) async throws {
        let first = action.before ?? (situation == .alreadyDone ? action.metadata : nil)
        guard let first, (action.before == nil) == (situation == .alreadyDone) else { return }
        let rule = try await server.makeRule("user.before", to: connection, metadata: first)
        _ = try await server.attempt("user.before", rule, payload: ActionRow.payload, when: "completed")
    }

    private func arrange(_ fake: any DestinationFake) throws {
        switch situation {
        case .delivered, .alreadyDone: break
        case .refusedData: if let status = action.refused.status { fake.next(.fail(status: status), times: 1) }
        case .expiredToken: try #require(fake as? any SignInFake).changeTokens { $0.expire() }
        case .revoked: fake.revoke()
        case .rateLimit: fake.next(.rateLimit(seconds: Situation.wait), times: 1)
        case .serverError: fake.next(.fail(status: 502), times: 1)
        case .timeout: fake.next(.delay, times: 1)
        case .providerTimeout: fake.next(.fail(status: 408), times: 1)
        case .wrongAnswer: fake.next(.garble, times: 1)
        case .lostAnswer: fake.next(.drop, times: 1)
        case .redirect: fake.next(.fail(status: 302), times: 1)
        }
    }

    /// What has come of it. A wait within the expected one is the expected one.
    private func seen(_ attempt: JSONValue, of connection: JSONValue, by server: ServerFixture) throws -> Expectation {
        var wait: ClosedRange<Int>?
        // An attempt that switches its connection off names a moment at which the delivery then waits.
        if expectation.inactive == nil, let due = attempt["next_attempt_at"]?.string.flatMap({ Timestamp($0) }) {
            let seconds = Int(due.seconds - server.time.now().seconds)
            wait = expectation.wait.flatMap { $0.contains(seconds) ? $0 : nil } ?? seconds...seconds
        }
        return Expectation(
            status: expectation.status, outcome: attempt["outcome_code"]?.string ?? "", message: attempt["message"]?.string ?? "", wait: wait,
            inactive: connection["inactive_reason"]?.string.flatMap { InactiveReason(rawValue: $0) })
    }

    /// The effect was asked for as it must be, and by whom.
    private func checkCalls(_ fake: any DestinationFake) throws {
        #expect(fake.targets.last == action.lastCall)
        let agent = type.type == .discord ? "DiscordBot (http://localhost, test)" : "Meshes-Selfhost/test"
        for call in fake.calls where !call.path.contains("oauth2/token") {
            #expect(call.header("accept") == "application/json" && call.header("user-agent")?.hasPrefix(agent) == true, "\(call.method) \(call.target)")
        }
    }

    /// What failed in passing is made good by the next attempt, when it is due.
    private func finish(_ event: JSONValue, _ attempt: JSONValue, _ server: ServerFixture) async throws {
        let due = try #require(attempt["next_attempt_at"]?.string.flatMap { Timestamp($0) })
        server.time.advance(to: due + .seconds(70))
        _ = try await server.event(event, when: "completed")
    }

    private func checkSecrets(
        _ fake: any DestinationFake, _ server: ServerFixture, _ log: RecordedLog, _ connection: JSONValue, _ event: JSONValue, _ rule: JSONValue
    ) async throws {
        guard TestStore.isFile else { return }
        let leftovers = try await Leftovers(of: server, log, connection: connection, events: [event], through: rule, hasLists: false)
        for secret in fake.calls.credentials.union(fake.secrets) { #expect(leftovers.places(of: secret).isEmpty) }
    }
}
