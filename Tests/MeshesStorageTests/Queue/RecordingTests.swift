import MeshesModel
import MeshesStorage
import Testing

/// Results of attempts: delivery, attempt, progress of the event and counts move together.
@Suite struct RecordingTests {
    @Test(arguments: StoreEngine.allCases) func aFailureThenASuccess(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let start = fixture.time.now()
            try await fixture.attempt(connection, .down)
            var delivery = try await fixture.store.deliveries.get(fixture.access, event.id, rule.id)
            #expect(delivery.status == .retrying && delivery.attemptCount == 1 && delivery.lastError == "503 Service Unavailable")
            #expect(delivery.nextAttemptAt == start + .seconds(10) && delivery.completedAt == nil)
            #expect(try await fixture.event(event).progress == EventProgress(total: 1, retrying: 1, startedAt: start))
            #expect(try await fixture.claim(connection).isEmpty)

            fixture.time.advance(by: .seconds(10))
            try await fixture.attempt(connection, .ok)
            let end = fixture.time.now()
            delivery = try await fixture.store.deliveries.get(fixture.access, event.id, rule.id)
            #expect(delivery.status == .completed && delivery.attemptCount == 2 && delivery.lastError == nil)
            #expect(delivery.startedAt == start && delivery.completedAt == end && delivery.nextAttemptAt == nil)
            #expect(try await fixture.event(event).progress == EventProgress(total: 1, completed: 1, startedAt: start, completedAt: end))
            #expect(try await fixture.statistics() == QueueStatistics(waiting: 0, oldest: nil, parked: 0))
        }
    }

    @Test(arguments: StoreEngine.allCases) func attemptsKeepWhatWasCaptured(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            fixture.time.advance(by: .seconds(10))
            try await fixture.attempt(connection, .ok)
            let attempts = fixture.store.attempts
            let records = try await attempts.list(fixture.access, event.id, rule.id, PageRequest()).records
            #expect(records.map(\.number) == [2, 1] && records.map(\.outcome) == [.delivered, .rejectedServerError])
            #expect(records.map(\.hasResponseDetails) == [false, true] && records.map(\.httpStatus) == [200, 503])
            #expect(records[1].nextAttemptAt == event.createdAt + .seconds(10) && records[0].nextAttemptAt == nil)
            #expect(try await attempts.get(fixture.access, event.id, rule.id, records[0].id) == records[0])
            let details = try #require(try await attempts.responseDetails(fixture.access, event.id, rule.id, records[1].id))
            #expect(details.details == .captured && details.capturedAt == records[1].finishedAt && details.attempt == records[1])
            #expect(try await attempts.responseDetails(fixture.access, event.id, rule.id, records[0].id) == nil)
            let unknown = try await refusal { _ = try await attempts.get(fixture.access, event.id, rule.id, fixture.ids.next()) }
            #expect(unknown == .notFound)
        }
    }

    @Test(arguments: StoreEngine.allCases) func severalDeliveriesOfAnEventInOneRound(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var entries: [QueueEntry] = []
            var rules: [Rule] = []
            var connections: [Connection] = []
            for name in ["one", "two", "three"] {
                let (connection, rule) = try await fixture.destination(name)
                rules.append(rule)
                connections.append(connection)
            }
            let event = try await fixture.accept(try await fixture.acceptance(for: rules))
            for connection in connections { entries += try await fixture.claim(connection) }
            let changes = zip(entries, [DeliveryOutcome.ok, .refused, .down]).map { fixture.change($0, $1) }
            #expect(try await fixture.store.queue.record(changes).map(\.word) == ["applied", "applied", "applied"])
            let progress = try await fixture.event(event).progress
            #expect([progress.completed, progress.failed, progress.retrying] == [1, 1, 1])
            #expect(progress.status == .retrying && progress.completedAt == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aConflictWritesNothingAndKeepsTheLease(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            _ = try await fixture.store.queue.cancel(
                fixture.access, event.id, rule.id, now: fixture.time.now(), inFlight: [entry.key.delivery], node: fixture.node)
            for outcome in [DeliveryOutcome.ok, .down] {
                let result = try await fixture.store.queue.record([fixture.change(entry, outcome)])[0]
                guard case .conflict(.pending, cancelRequested: true) = result else {
                    Issue.record("not a conflict: \(result)")
                    continue
                }
            }
            #expect(try await fixture.counts(.attempts).isEmpty)
            #expect(try await fixture.stored(event, rule).key == entry.key)
            var again = entry
            again.cancelRequested = true
            #expect(try await fixture.finish(again, .down) == "applied")
            #expect(try await fixture.status(event, rule) == .canceled)
        }
    }
}
