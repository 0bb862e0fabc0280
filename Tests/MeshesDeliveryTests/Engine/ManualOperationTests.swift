import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage
import Testing

/// Retry and cancel by hand.
@Suite struct ManualOperationTests {
    @Test func aFailedDeliveryRunsAgain() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: [DeliveryOutcome(.invalidRequest, "HTTP 400", httpStatus: 400)])
            let event = try await fixture.emit()
            try await fixture.wait(for: .failed, event, rule)
            let queued = try await fixture.engine.retry(event.id, rule.id, access: fixture.access)
            #expect(queued.status != .failed)
            try await fixture.wait(for: .completed, event, rule, attempts: 2)
            let attempts = try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest(limit: 10)).records
            #expect(attempts.map(\.trigger) == [.manual, .auto])
            #expect(try await fixture.store.events.get(fixture.access, event.id).progress.status == .completed)
        }
    }

    @Test func aRetryingDeliveryRunsNowAndOnce() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: [DeliveryOutcome(.networkError, "refused")])
            let event = try await fixture.emit()
            try await fixture.wait(for: .retrying, event, rule)
            _ = try await fixture.engine.retry(event.id, rule.id, access: fixture.access)
            try await fixture.wait(for: .completed, event, rule, attempts: 2)
            try await fixture.pass(.seconds(15))
            #expect(fixture.destination.calls("a").count == 2)
        }
    }

    @Test func refusals() async throws {
        try await EngineFixture.run { fixture in
            let (connection, rule) = try await fixture.connect("a")
            let done = try await fixture.emit()
            try await fixture.wait(for: .completed, done, rule)
            await expect(.conflict) { _ = try await fixture.engine.retry(done.id, rule.id, access: fixture.access) }
            await expect(.conflict) { _ = try await fixture.engine.cancel(done.id, rule.id, access: fixture.access) }
            await expect(.conflict) { _ = try await fixture.engine.cancel(done.id, access: fixture.access) }
            await expect(.notFound) { _ = try await fixture.engine.retry(fixture.store.ids.next(), rule.id, access: fixture.access) }

            fixture.destination.answer("a", with: [DeliveryOutcome(.invalidRequest, "HTTP 400", httpStatus: 400)])
            let failed = try await fixture.emit()
            try await fixture.wait(for: .failed, failed, rule)
            var off = try await fixture.store.connections.get(fixture.access, connection.id)
            off.active = false
            off.inactiveReason = .manuallyInactivated
            _ = try await fixture.store.connections.update(fixture.access, off, expecting: off.version)
            try await fixture.engine.connectionChanged(connection.id)
            await expect(.connectionInactive) { _ = try await fixture.engine.retry(failed.id, rule.id, access: fixture.access) }
        }
    }

    @Test func aRunningAttemptIsTooEarlyToRetry() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.hold("a")
            let event = try await fixture.emit()
            try await fixture.eventually("it runs") { !fixture.destination.calls("a").isEmpty }
            await expect(.tooEarly) { _ = try await fixture.engine.retry(event.id, rule.id, access: fixture.access) }
            try await fixture.pass(.seconds(3))
            try await fixture.wait(for: .processing, event, rule, attempts: 1)
            fixture.destination.letGo()
            try await fixture.wait(for: .completed, event, rule, attempts: 1)
        }
    }

    @Test func elevenRetriesInAMinuteAreTooMany() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: Array(repeating: DeliveryOutcome(.invalidRequest, "HTTP 400", httpStatus: 400), count: 20))
            let event = try await fixture.emit()
            for attempt in 1...10 {
                try await fixture.wait(for: .failed, event, rule, attempts: attempt)
                _ = try await fixture.engine.retry(event.id, rule.id, access: fixture.access)
            }
            try await fixture.wait(for: .failed, event, rule, attempts: 11)
            await expect(.tooManyRequests) { _ = try await fixture.engine.retry(event.id, rule.id, access: fixture.access) }
        }
    }

    @Test func cancellingInFlightWaitsForTheAttempt() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: [DeliveryOutcome(.networkError, "refused")])
            fixture.destination.hold("a")
            let event = try await fixture.emit()
            try await fixture.eventually("it runs") { !fixture.destination.calls("a").isEmpty }
            _ = try await fixture.engine.cancel(event.id, rule.id, access: fixture.access)
            #expect(try await fixture.delivery(event, rule).status != .canceled)
            fixture.destination.letGo()
            try await fixture.wait(for: .canceled, event, rule)
            let again = try await fixture.engine.cancel(event.id, rule.id, access: fixture.access)
            #expect(again.status == .canceled)
        }
    }

    @Test func cancellingAnEventStopsWhatWaits() async throws {
        try await EngineFixture.run { fixture in
            let (_, first) = try await fixture.connect("a")
            let (_, second) = try await fixture.connect("b")
            let down = DeliveryOutcome(.networkError, "refused")
            fixture.destination.answer("a", with: [down])
            fixture.destination.answer("b", with: [down])
            let event = try await fixture.emit()
            try await fixture.wait(for: .retrying, event, first)
            try await fixture.wait(for: .retrying, event, second)
            let canceled = try await fixture.engine.cancel(event.id, access: fixture.access)
            #expect(canceled.progress.status == .canceled)
            #expect(canceled.progress.canceled == 2)
            try await fixture.pass(.seconds(15))
            #expect(fixture.destination.calls("a").count == 1)
        }
    }

    private func expect(_ name: ErrorName, _ body: () async throws -> Void) async {
        let error = await #expect(throws: MeshesError.self) { try await body() }
        #expect(error?.name == name)
    }
}
