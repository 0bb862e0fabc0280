import MeshesModel
import MeshesStorage
import Testing

/// Whoever holds a lease may write; whoever has lost it may not.
@Suite struct LeaseTests {
    @Test(arguments: StoreEngine.allCases) func anExpiredLeaseCanBeClaimedAgainAndFencesTheFirst(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let slow = try #require(try await fixture.claim(connection).first)
            fixture.time.advance(by: StoreFixture.lease - .milliseconds(1))
            #expect(try await fixture.claim(connection).isEmpty)
            fixture.time.advance(by: .milliseconds(1))
            let quick = try #require(try await fixture.claim(connection).first)
            #expect(quick.key != slow.key && quick.key.delivery == slow.key.delivery)
            #expect(try await fixture.finish(slow, .ok) == "fenced")
            #expect(try await fixture.status(event, rule) == .pending)
            #expect(try await fixture.finish(quick, .ok) == "applied")
            #expect(try await fixture.finish(slow, .refused) == "fenced")
            #expect(try await fixture.status(event, rule) == .completed)
            #expect(try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest()).records.count == 1)
            #expect(try await fixture.counts(.attempts).map(\.count) == [1])
        }
    }

    @Test(arguments: StoreEngine.allCases) func leasesAreExtendedAndGivenBack(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            let until = fixture.time.now() + .seconds(120)
            let extended = try #require(try await fixture.store.queue.extend([entry.key], until: until)[0])
            #expect(extended.availableAt == until)
            #expect(try await fixture.store.queue.extend([entry.key], until: until) == [nil])
            fixture.time.advance(by: .seconds(119))
            #expect(try await fixture.claim(connection).isEmpty)
            #expect(try await fixture.store.queue.release([entry.key, extended], at: fixture.time.now()).map { $0 != nil } == [false, true])
            #expect(try await fixture.claim(connection).map(\.key.delivery) == [entry.key.delivery])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aLeaseAtAcceptanceNeedsNoClaim(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule, availableAt: fixture.time.now() + StoreFixture.lease)
            #expect(try await fixture.claim(connection).isEmpty)
            fixture.time.advance(by: StoreFixture.lease)
            #expect(try await fixture.claim(connection).map(\.event) == [event.id])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aRestartGivesBackWhatTheLastProcessHeld(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (other, otherRule) = try await fixture.destination("Other")
            let (_, offRule) = try await fixture.destination("Off")
            let retrying = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            let due = fixture.time.now() + .seconds(10)
            var held: [Event.ID] = []
            for _ in 0..<5 { held.append(try await fixture.accept(rule, otherRule).id) }
            try await fixture.accept(offRule, parked: "off")
            let entries = try await fixture.claim(connection) + (try await fixture.claim(other))
            #expect(entries.count == 10)
            fixture.time.advance(by: .milliseconds(1))
            try await fixture.reopened { [held] next async throws in
                let now = next.time.now()
                #expect(try await next.store.queue.releaseLeases(until: now + StoreFixture.lease, now: now, limit: 2) == 10)
                #expect(try await next.store.queue.releaseLeases(until: now + StoreFixture.lease, now: now, limit: 2) == 0)
                #expect(try await next.claim(connection).map(\.event) == held)
                #expect(try await next.claim(other).map(\.event) == held)
                for entry in entries { #expect(try await next.finish(entry, .ok) == "fenced") }
                // The retry keeps its time, the parked one stays parked.
                #expect(try await next.stored(retrying, rule).key?.availableAt == due)
                #expect(try await next.statistics().parked == 1)
            }
        }
    }
}
