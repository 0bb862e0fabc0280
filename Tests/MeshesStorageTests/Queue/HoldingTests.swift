import MeshesModel
import MeshesStorage
import Testing

/// Whoever holds a delivery may write; whoever has lost it may not.
@Suite struct HoldingTests {
    @Test(arguments: StoreEngine.allCases) func whatANodeHasLostSightOfIsClaimedAgainAndFencesTheFirst(_ engine: StoreEngine) async throws {
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

    @Test(arguments: StoreEngine.allCases) func whatIsGivenBackIsDueAtOnce(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            #expect(try await fixture.claim(connection).isEmpty)
            fixture.time.advance(by: .seconds(1))
            #expect(try await fixture.store.queue.release([entry.key], at: fixture.time.now()) == 1)
            #expect(try await fixture.store.queue.release([entry.key], at: fixture.time.now()) == 0)
            #expect(try await fixture.claim(connection).map(\.key.delivery) == [entry.key.delivery])
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatIsTakenAtAcceptanceNeedsNoClaim(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            var acceptance = try await fixture.acceptance(for: [rule], availableAt: fixture.time.now() + StoreFixture.lease)
            acceptance.deliveries[0].holder = fixture.node
            let event = try await fixture.accept(acceptance)
            #expect(try await fixture.claim(connection).isEmpty)
            #expect(try await fixture.stored(event, rule).holder == fixture.node)
            fixture.time.advance(by: StoreFixture.lease)
            #expect(try await fixture.claim(connection).map(\.event) == [event.id])
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatTheNodeStillKnowsIsNotClaimedTwiceThoughItsTimeIsUp(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            for _ in 0..<3 { try await fixture.accept(rule) }
            let held = try await fixture.claim(connection, limit: 2)
            // The clock was put forward by an hour.
            fixture.time.advance(by: .seconds(3600))
            let now = fixture.time.now()
            let claim = try await fixture.store.queue.claim(
                connection.id, for: fixture.node, now: now, until: now + StoreFixture.lease,
                except: Set(held.map(\.key.delivery)), limit: 1)
            #expect(claim.entries.count == 1 && !held.map(\.key).contains(claim.entries[0].key))
            for entry in held { #expect(try await fixture.finish(entry, .ok) == "applied") }
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
            // On PostgreSQL the others wait for the end of its lease; on a file there are none.
            if engine == .postgres { fixture.time.advance(by: StoreFixture.nodeLease) } else { fixture.time.advance(by: .milliseconds(1)) }
            try await fixture.reopened { [held] next async throws in
                let nodes = next.store.nodes
                #expect(try await nodes.end(expired: fixture.node) == (engine == .postgres))
                #expect(try await nodes.giveBack(of: fixture.node) == 10)
                #expect(try await nodes.giveBack(of: fixture.node) == 0)
                #expect(try await next.claim(connection).map(\.event).suffix(5) == held)
                #expect(try await next.claim(other).map(\.event) == held)
                for entry in entries { #expect(try await next.finish(entry, .ok) == "fenced") }
                // The parked one stays parked.
                #expect(try await next.statistics().parked == 1)
                if engine == .sqlite { #expect(try await next.stored(retrying, rule).key?.availableAt == due) }
            }
        }
    }
}
