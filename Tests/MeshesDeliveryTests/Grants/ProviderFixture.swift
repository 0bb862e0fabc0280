import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// An engine with a connection that was made by signing in, and a rule for `user.signup`.
struct ProviderFixture {
    let fixture: EngineFixture
    let provider: ScriptedProvider
    let connection: Connection
    let rule: Rule

    var store: Store { fixture.store }
    var time: ManualTime { fixture.time }

    static func run(
        lifetime: Duration? = .seconds(3600), refresh: Bool = true, _ body: @Sendable @escaping (ProviderFixture) async throws -> Void
    ) async throws {
        let clock = ScriptedProvider.ManualTimeReference()
        let provider = ScriptedProvider(time: clock)
        try await EngineFixture.run(beside: [provider]) { fixture in
            clock.time.withLock { $0 = fixture.time }
            let connection = try await signIn(fixture, name: "Sales", provider.tokens(lifetime: lifetime, refresh: refresh))
            let rule = try await makeRule(fixture, connection)
            try await body(ProviderFixture(fixture: fixture, provider: provider, connection: connection, rule: rule))
            provider.letGo()
        }
    }

    /// Goes through a whole run, as far as the store is concerned.
    static func signIn(
        _ fixture: EngineFixture, name: String, reconnecting connection: Connection.ID? = nil, team: String = "T1",
        _ tokens: OAuthTokens
    ) async throws -> Connection {
        let made = try await signIn(
            fixture.store, fixture.access, fixture.workspace, name: name, reconnecting: connection, team: team, tokens)
        try await fixture.engine.connectionChanged(made.id)
        return made
    }

    static func signIn(
        _ store: Store, _ access: Access, _ workspace: Workspace, name: String, reconnecting connection: Connection.ID? = nil,
        team: String = "T1", _ tokens: OAuthTokens
    ) async throws -> Connection {
        let ticket = Secret("ticket-\(store.ids.random(Rule.self))")
        let (state, browser) = (Secret("state-\(ticket.reveal())"), Secret("browser"))
        let setups = store.oauthSetups
        _ = try await setups.begin(
            access, workspace: workspace.id, type: .slack,
            purpose: connection.map { .reconnection($0) } ?? .newConnection(name: name, hidden: false), settings: [:], ticket: ticket)
        _ = try #require(try await setups.open(ticket: ticket, state: state, browser: browser, verifier: Secret("v")))
        let (setup, _) = try #require(try await setups.redeem(state: state, type: .slack, browser: browser))
        return try await store.grants.signIn(
            setup, NewGrant(account: OAuthAccount(id: team, name: "Team \(team)"), scopes: ["post"], tokens: tokens)
        ).connection
    }

    static func makeRule(_ fixture: EngineFixture, _ connection: Connection) async throws -> Rule {
        let now = fixture.time.now()
        let rule = try await fixture.store.rules.create(
            fixture.access,
            Rule(
                id: fixture.store.ids.next(), organization: fixture.access.organization, workspace: fixture.workspace.id,
                connection: connection.id, type: .slack, event: "user.signup", metadata: ["action": "send_message"],
                createdBy: "system", createdAt: now, updatedAt: now))
        fixture.engine.ruleChanged(rule)
        return rule
    }

    func grant() async throws -> OAuthGrant {
        let id = try #require(connection.grant)
        return try #require(try await store.grants.find(id))
    }

    func reread(_ connection: Connection? = nil) async throws -> Connection {
        try await store.connections.get(fixture.access, (connection ?? self.connection).id)
    }
}
