import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDelivery

/// Tokens are renewed ahead of time and after a refusal, once for all who wait, and never used before they are stored.
@Suite struct RenewalTests {
    @Test func aTokenAboutToRunOutIsRenewedFirst() async throws {
        try await ProviderFixture.run { run in
            run.time.advance(by: .seconds(3500))
            let event = try await run.fixture.emit()
            try await run.fixture.wait(for: .completed, event, run.rule)
            #expect(run.provider.used == ["a2"])
            #expect(run.provider.spent == ["r1"])
            let grant = try await run.grant()
            #expect(grant.tokens.refresh == Secret("r2"))
            #expect(grant.version == 2)
        }
    }

    @Test func deliveriesSideBySideShareOneRenewal() async throws {
        try await ProviderFixture.run { run in
            run.provider.reject("a1")
            run.provider.hold()
            var events: [Event] = []
            for _ in 0..<8 { events.append(try await run.fixture.emit()) }
            try await run.fixture.eventually("all were refused") { run.provider.used.count == 8 }
            try await run.fixture.eventually("one renewal hangs") { run.provider.refreshesHanging == 1 }
            run.provider.letGo()
            for event in events { try await run.fixture.wait(for: .completed, event, run.rule, attempts: 1) }
            #expect(run.provider.spent == ["r1"])
            #expect(run.provider.used.suffix(8) == ["a2", "a2", "a2", "a2", "a2", "a2", "a2", "a2"])
        }
    }

    @Test func aNodeThatCameSecondUsesWhatTheFirstStored() async throws {
        try await ProviderFixture.run { run in
            let grant = try await run.grant()
            let now = run.time.now()
            #expect(try await run.store.grants.beginRefresh(grant.id, version: 1, until: now + .seconds(30), now: now))
            #expect(try await !run.store.grants.beginRefresh(grant.id, version: 1, until: now + .seconds(30), now: now))
            run.provider.reject("a1")
            let event = try await run.fixture.emit()
            try await run.fixture.eventually("the delivery was refused") { run.provider.used == ["a1"] }
            let theirs = OAuthTokens(access: Secret("b1"), refresh: Secret("s1"), issuedAt: now, expiresAt: now + .seconds(3600))
            #expect(try await run.store.grants.finishRefresh(grant.id, version: 1, OAuthRenewal(theirs))?.version == 2)
            try await run.fixture.eventually("the delivery is made with the other node's token") {
                run.time.advance(by: .milliseconds(50))
                return run.provider.used == ["a1", "b1"]
            }
            try await run.fixture.wait(for: .completed, event, run.rule, attempts: 1)
            #expect(run.provider.spent.isEmpty)
        }
    }

    @Test func aNodeThatDiedOverARenewalIsReplaced() async throws {
        try await ProviderFixture.run { run in
            let grant = try await run.grant()
            let now = run.time.now()
            // It marked the row and never came back; what it asked for was not carried out.
            #expect(try await run.store.grants.beginRefresh(grant.id, version: 1, until: now + .seconds(5), now: now))
            run.time.advance(by: .seconds(6))
            run.provider.reject("a1")
            let event = try await run.fixture.emit()
            try await run.fixture.wait(for: .completed, event, run.rule, attempts: 1)
            #expect(run.provider.spent == ["r1"])
        }
    }

    @Test func whoeverGivesUpDoesNotCutTheRenewalOff() async throws {
        try await ProviderFixture.run { run in
            run.time.advance(by: .seconds(3599))
            run.provider.hold()
            let engine = run.fixture.engine
            let connection = run.connection
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do { _ = try await engine.settings(of: connection) } catch { return true }
                    return false
                }
                while run.provider.refreshesHanging == 0 { await Task.yield() }
                group.cancelAll()
                #expect(await group.next() == true)
            }
            run.provider.letGo()
            try await run.fixture.eventually("the new tokens are stored all the same") {
                try await run.grant().tokens.refresh == Secret("r2")
            }
        }
    }

    @Test func aTokenThatIsStillGoodIsUsedWhenTheTokenHostIsDown() async throws {
        try await ProviderFixture.run { run in
            run.time.advance(by: .seconds(3500))
            run.provider.failNext(.unavailable(.rejectedServerError, "HTTP 503", retryAfter: nil))
            let event = try await run.fixture.emit()
            try await run.fixture.wait(for: .completed, event, run.rule, attempts: 1)
            #expect(run.provider.used == ["a1"])
            let again = try await run.fixture.emit()
            try await run.fixture.wait(for: .completed, again, run.rule, attempts: 1)
            #expect(run.provider.used == ["a1", "a2"])
        }
    }
}
