import MeshesModel
import MeshesStorage
import Testing

/// Deliveries of a connection that is switched off wait without a due time.
@Suite struct ParkingTests {
    @Test(arguments: StoreEngine.allCases) func waitingOnesAreParkedAndReleasedTheOldestFirst(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            var events: [Event] = []
            for _ in 0..<5 {
                events.append(try await fixture.accept(rule))
                fixture.time.advance(by: .seconds(1))
            }
            // One in its retry loop, so that the order of parking is not the order of acceptance.
            let first = try #require(try await fixture.claim(connection, limit: 1).first)
            #expect(try await fixture.finish(first, .down) == "applied")
            let queue = fixture.store.queue
            let now = fixture.time.now()
            var parked: [Int] = []
            repeat { parked.append(try await queue.park(connection.id, reason: "off", now: now, limit: 2)) } while parked.last != 0
            #expect(parked == [2, 2, 1, 0])
            #expect(try await fixture.statistics() == QueueStatistics(waiting: 0, oldest: nil, parked: 5))
            for event in events {
                let stored = try await fixture.stored(event, rule)
                #expect(stored.state.status == .retrying && stored.state.lastError == "off" && stored.state.nextAttemptAt == nil)
                #expect(stored.parkedAt == now && stored.key?.availableAt == .never)
                #expect(try await fixture.event(event).progress.status == .retrying)
            }
            fixture.time.advance(by: .seconds(86_400))
            #expect(try await fixture.claim(connection).isEmpty)
            #expect(try await queue.unpark(connection.id, now: fixture.time.now(), limit: 2) == 2)
            #expect(try await fixture.claim(connection).map(\.event) == events[..<2].map(\.id))
            #expect(try await queue.unpark(connection.id, now: fixture.time.now(), limit: 100) == 3)
            #expect(try await fixture.claim(connection).map(\.event) == events[2...].map(\.id))
            #expect(try await fixture.stored(events[4], rule).parkedAt == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func heldOnesStayWithTheirHolder(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            let other = try await fixture.accept(rule)
            let queue = fixture.store.queue
            let now = fixture.time.now()
            #expect(try await queue.park(connection.id, reason: "off", now: now, limit: 10) == 1)
            #expect(try await fixture.status(event, rule) == .pending)
            #expect(try await fixture.finish(entry, .ok) == "applied")
            #expect(try await fixture.status(other, rule) == .retrying)
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatIsParkedTooLongFails(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let old = try await fixture.accept(rule, parked: "off")
            let border = fixture.time.now() + .seconds(1)
            fixture.time.advance(to: border)
            let young = try await fixture.accept(rule, parked: "off")
            fixture.time.advance(by: .seconds(1))
            let now = fixture.time.now()
            #expect(try await fixture.store.queue.expireParked(connection.id, parkedBefore: border, now: now, limit: 10) == 1)
            let failed = try await fixture.store.deliveries.get(fixture.access, old.id, rule.id)
            #expect(failed.status == .failed && failed.lastError == "off" && failed.completedAt == now)
            #expect(try await fixture.event(old).progress.status == .failed)
            #expect(try await fixture.status(young, rule) == .retrying)
            #expect(try await fixture.statistics().parked == 1)
        }
    }
}
