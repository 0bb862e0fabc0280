import MeshesDestinations
import MeshesModel
import MeshesStorage
import Testing

@testable import MeshesDelivery

/// A grant that is good for nothing switches off what lives on it, with the right reason; signing in again brings it back.
@Suite struct EndedGrantTests {
    @Test func aRefusedRenewalParksEveryConnectionOfTheGrant() async throws {
        try await ProviderFixture.run { run in
            let other = try await ProviderFixture.signIn(run.fixture, name: "Support", run.provider.tokens())
            #expect(other.grant == run.connection.grant)
            run.provider.reject("a1")
            run.provider.failNext(.ended(.init(.oauthReauthorizationRequired, "Slack does not accept the sign-in any more.")))
            let event = try await run.fixture.emit()
            try await run.fixture.eventually("the delivery is parked") {
                let delivery = try await run.fixture.delivery(event, run.rule)
                return delivery.status == .retrying && delivery.nextAttemptAt == nil && delivery.attemptCount == 1
            }
            for connection in [run.connection, other] {
                let now = try await run.reread(connection)
                #expect(!now.active)
                #expect(now.inactiveReason == .oauthReauthorizationRequired)
            }
            _ = try await ProviderFixture.signIn(run.fixture, name: "", reconnecting: run.connection.id, run.provider.fresh())
            try await run.fixture.wait(for: .completed, event, run.rule)
            let back = try await run.reread()
            #expect(back.active)
            #expect(back.inactiveReason == nil)
            // Whoever switched the other one off did not ask for it to come back.
            #expect(try await !run.reread(other).active)
        }
    }

    @Test func aTokenRefusedRightAfterItsRenewalIsInvalid() async throws {
        try await ProviderFixture.run { run in
            run.provider.reject("a1")
            run.provider.reject("a2")
            _ = try await run.fixture.emit()
            try await run.fixture.eventually("the connection is off") { try await !run.reread().active }
            #expect(try await run.reread().inactiveReason == .authenticationInvalid)
            #expect(run.provider.used == ["a1", "a2"])
            #expect(run.provider.spent == ["r1"])
        }
    }

    @Test func withoutARefreshTokenSomebodyMustSignInAgain() async throws {
        try await ProviderFixture.run(lifetime: nil, refresh: false) { run in
            run.provider.reject("a1")
            _ = try await run.fixture.emit()
            try await run.fixture.eventually("the connection is off") { try await !run.reread().active }
            #expect(try await run.reread().inactiveReason == .oauthReauthorizationRequired)
            #expect(run.provider.spent.isEmpty)
        }
    }

    @Test func aRevokedTokenSwitchesOffAtOnce() async throws {
        try await ProviderFixture.run { run in
            run.provider.reject("a1", verdict: .switchOff(.oauthAuthorizationRevoked, detail: "The app was removed."))
            _ = try await run.fixture.emit()
            try await run.fixture.eventually("the connection is off") { try await !run.reread().active }
            #expect(try await run.reread().inactiveReason == .oauthAuthorizationRevoked)
            #expect(try await run.grant().end?.reason == .oauthAuthorizationRevoked)
        }
    }

    @Test(arguments: [
        (.operatorFault("the client secret is wrong"), .internalError),
        (.unavailable(.rateLimited, "HTTP 429", retryAfter: .seconds(30)), .rateLimited),
        (.unavailable(.timeout, "no answer", retryAfter: nil), .timeout),
    ] as [(OAuthFailure, OutcomeCode)])
    func whatIsNotTheGrantsFaultLeavesTheConnectionOn(failure: OAuthFailure, code: OutcomeCode) async throws {
        try await ProviderFixture.run { run in
            run.provider.reject("a1")
            run.provider.failNext(failure)
            let event = try await run.fixture.emit()
            try await run.fixture.wait(for: .retrying, event, run.rule, attempts: 1)
            let attempts = try await run.store.attempts.list(run.fixture.access, event.id, run.rule.id, PageRequest(limit: 5))
            #expect(attempts.records.first?.outcome == code)
            #expect(try await run.reread().active)
            #expect(try await run.grant().end == nil)
        }
    }

    @Test func theLastConnectionTakesTheTokenWithIt() async throws {
        try await ProviderFixture.run { run in
            let other = try await ProviderFixture.signIn(run.fixture, name: "Support", run.provider.tokens())
            let first = try await run.store.connections.delete(run.fixture.access, run.connection.id, force: true)
            #expect(first.orphan == nil)
            let last = try await run.store.connections.delete(run.fixture.access, other.id, force: true)
            let orphan = try #require(last.orphan)
            #expect(try await run.store.grants.find(orphan.id) == nil)
            run.fixture.engine.revoke(orphan)
            try await run.fixture.eventually("the provider is told") { run.provider.revoked == ["a1"] }
        }
    }
}
