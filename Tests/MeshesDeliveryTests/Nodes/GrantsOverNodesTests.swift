import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@testable import MeshesDelivery

/// Nodes that share a grant with rotating tokens spend each refresh token once.
@Suite(.timeLimit(.minutes(3))) struct GrantsOverNodesTests {
    @Test func nodesThatNeedATokenAtOnceShareOneRenewal() async throws {
        try await run { fixture, provider, connection in
            provider.reject("a1")
            provider.hold()
            var events: [Event] = []
            for _ in 0..<8 { for node in fixture.nodes { events.append(try await fixture.emit(at: node)) } }
            try await fixture.pass(fixture.nodes, until: "deliveries of both nodes were refused, and one renewal hangs") {
                provider.used.count >= 10 && provider.refreshesHanging == 1
            }
            // Time enough for the other node to ask as well.
            for node in fixture.nodes { node.time.advance(by: .seconds(1)) }
            for _ in 0..<50 { _ = try await fixture.nodes[0].store.organizations.all() }
            #expect(provider.refreshesHanging == 1)
            provider.letGo()
            try await fixture.pass(fixture.nodes, until: "all are delivered") { try await fixture.areDelivered(events) }
            #expect(provider.spent == ["r1"])
            #expect(Set(provider.used) == ["a1", "a2"])
        }
    }

    /// The provider has given new tokens, and whoever got them is gone before they were stored: at a provider that takes a
    /// refresh token once somebody has to sign in again, and nothing is lost meanwhile.
    @Test func tokensThatDiedWithTheirNodeAskForANewSignIn() async throws {
        try await run { fixture, provider, connection in
            let (dead, node) = (fixture.nodes[0], fixture.nodes[1])
            let id = try #require(connection.grant)
            let now = dead.time.now()
            #expect(try await dead.store.grants.beginRefresh(id, version: 1, until: now + .seconds(30), now: now))
            let grant = try #require(try await dead.store.grants.find(id))
            _ = try await provider.refresh(grant, with: OAuthApp(clientID: "id", clientSecret: Secret("secret")))
            provider.reject("a1")
            let event = try await fixture.emit(at: node)
            try await fixture.pass(fixture.nodes, until: "the connection asks for a sign-in") {
                try await !node.store.connections.get(fixture.access, connection.id).active
            }
            #expect(provider.spent == ["r1", "r1"])
            #expect(try await node.store.connections.get(fixture.access, connection.id).inactiveReason == .oauthReauthorizationRequired)

            _ = try await ProviderFixture.signIn(
                node.store, fixture.access, fixture.workspace, name: "Sales", reconnecting: connection.id, provider.fresh())
            try await node.engine.connectionChanged(connection.id)
            try await fixture.pass(fixture.nodes, until: "what waited is delivered") { try await fixture.areDelivered([event]) }
        }
    }

    private func run(
        _ body: @Sendable @escaping (NodesFixture, ScriptedProvider, Connection) async throws -> Void
    ) async throws {
        let clock = ScriptedProvider.ManualTimeReference()
        let provider = ScriptedProvider(time: clock)
        try await NodesFixture.run(nodes: 2, beside: [provider]) { fixture in
            let node = fixture.nodes[0]
            clock.time.withLock { $0 = node.time }
            let connection = try await ProviderFixture.signIn(
                node.store, fixture.access, fixture.workspace, name: "Sales", provider.tokens())
            let now = node.time.now()
            _ = try await node.store.rules.create(
                fixture.access,
                Rule(
                    id: node.store.ids.next(), organization: fixture.access.organization, workspace: fixture.workspace.id,
                    connection: connection.id, type: .slack, event: "user.signup", metadata: ["action": "send_message"],
                    createdBy: "system", createdAt: now, updatedAt: now))
            do {
                try await body(fixture, provider, connection)
            } catch {
                provider.letGo()
                throw error
            }
            provider.letGo()
        }
    }
}
