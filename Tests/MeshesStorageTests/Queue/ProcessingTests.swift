import MeshesModel
import MeshesStorage
import Testing

/// Attempts that take long are shown as `processing`.
@Suite struct ProcessingTests {
    @Test(arguments: StoreEngine.allCases) func aMarkShowsAndTheResultFollowsIt(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            var entry = try #require(try await fixture.claim(connection).first)
            let mark = ProcessingMark(
                key: entry.key, event: event.id, rule: rule.id, from: .pending, startedAt: fixture.time.now(), attemptCount: 1)
            #expect(try await fixture.store.queue.markProcessing([mark]).map(\.word) == ["applied"])
            #expect(try await fixture.event(event).progress == EventProgress(total: 1, processing: 1, startedAt: fixture.time.now()))
            let shown = try await fixture.store.deliveries.get(fixture.access, event.id, rule.id)
            #expect(shown.status == .processing && shown.attemptCount == 1 && shown.startedAt == fixture.time.now())
            #expect(try await fixture.store.queue.markProcessing([mark]).map(\.word) == ["conflict"])
            entry.status = .processing
            #expect(try await fixture.finish(entry, .ok) == "applied")
            #expect(try await fixture.event(event).progress.status == .completed)
            #expect(try await fixture.store.queue.markProcessing([mark]).map(\.word) == ["fenced"])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aProcessInTheMiddleOfAnAttemptIsClaimedAgain(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            let mark = ProcessingMark(
                key: entry.key, event: event.id, rule: rule.id, from: .pending, startedAt: fixture.time.now(), attemptCount: 1)
            _ = try await fixture.store.queue.markProcessing([mark])
            fixture.time.advance(by: StoreFixture.lease)
            let again = try #require(try await fixture.claim(connection).first)
            #expect(again.status == .processing && again.attemptCount == 1)
            #expect(try await fixture.finish(again, .down) == "applied")
            #expect(try await fixture.event(event).progress.status == .retrying)
        }
    }
}
