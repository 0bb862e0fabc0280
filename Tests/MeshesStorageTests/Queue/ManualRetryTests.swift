import MeshesModel
import MeshesStorage
import Testing

@Suite struct ManualRetryTests {
    @Test(arguments: StoreEngine.allCases) func aFailedDeliveryBeginsANewSeries(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .refused)
            #expect(try await fixture.event(event).progress.completedAt != nil)
            fixture.time.advance(by: .seconds(100))
            let retry = try await Self.decide(fixture, event, rule)
            let entry = try #require(try await fixture.store.queue.requeue(fixture.access, retry))
            #expect(entry.trigger == .manual && entry.attemptCount == 1 && entry.budgetUsed == 0 && entry.payload != nil)
            #expect(entry.seriesStartedAt == fixture.time.now())
            let progress = try await fixture.event(event).progress
            #expect(progress.status == .pending && progress.completedAt == nil)
            // Decided from a state that is gone: nothing happens.
            #expect(try await fixture.store.queue.requeue(fixture.access, retry) == nil)
            #expect(try await fixture.finish(entry, .ok) == "applied")
            let attempts = try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest()).records
            #expect(attempts.map(\.number) == [2, 1] && attempts.map(\.trigger) == [.manual, .auto])
            #expect(try await fixture.event(event).progress.status == .completed)
            let ended = try await fixture.counts(.deliveries).map { $0.status }
            #expect(Set(ended) == [.completed, .failed])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aRetryDoesNotDoubleTheScheduledOne(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            let retry = try await Self.decide(fixture, event, rule)
            let entry = try #require(try await fixture.store.queue.requeue(fixture.access, retry))
            #expect(entry.budgetUsed == 1)
            #expect(try await fixture.statistics().waiting == 1)
            #expect(try await fixture.finish(entry, .ok) == "applied")
            fixture.time.advance(by: .seconds(3600))
            #expect(try await fixture.claim(connection).isEmpty)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aDeliveryThatSomeoneClaimedMeanwhileStaysAsItIs(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            let retry = try await Self.decide(fixture, event, rule)
            fixture.time.advance(by: .seconds(10))
            let claimed = try #require(try await fixture.claim(connection).first)
            #expect(try await fixture.store.queue.requeue(fixture.access, retry) == nil)
            #expect(try await fixture.finish(claimed, .ok) == "applied")
        }
    }

    private static func decide(_ fixture: StoreFixture, _ event: Event, _ rule: Rule) async throws -> ManualRetry {
        let stored = try await fixture.stored(event, rule)
        let now = fixture.time.now()
        return ManualRetry(
            event: event.id, rule: rule.id, from: stored.state.status, key: stored.key,
            to: try stored.state.retriedByHand(inFlight: false, now: now), availableAt: now + StoreFixture.lease, at: now)
    }
}
