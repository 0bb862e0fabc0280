import MeshesModel
import MeshesStorage
import Testing

@Suite struct CancelTests {
    @Test(arguments: StoreEngine.allCases) func aWaitingDeliveryEndsAtOnce(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            for _ in 0..<2 {
                let canceled = try await fixture.cancel(event, rule)
                #expect(canceled.status == .canceled && canceled.nextAttemptAt == nil && canceled.completedAt == fixture.time.now())
                #expect(canceled.lastError == "503 Service Unavailable")
            }
            #expect(try await fixture.statistics().waiting == 0)
            #expect(try await fixture.event(event).progress.status == .canceled)
            #expect(try await fixture.counts(.deliveries).map(\.status) == [.canceled])
        }
    }

    @Test(arguments: StoreEngine.allCases, [true, false])
    func whatHasEndedCannotBeCanceled(_ engine: StoreEngine, completes: Bool) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, completes ? .ok : .refused)
            let one = try await refusal { _ = try await fixture.cancel(event, rule) }
            let all = try await refusal {
                _ = try await fixture.store.queue.cancelAll(fixture.access, event.id, now: fixture.time.now(), inFlight: [], node: fixture.node)
            }
            #expect(one == .conflict && all == .conflict)
        }
    }

    @Test(arguments: StoreEngine.allCases, [true, false])
    func anAttemptInFlightEndsNaturally(_ engine: StoreEngine, succeeds: Bool) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            var entry = try #require(try await fixture.claim(connection).first)
            let shown = try await fixture.cancel(event, rule, inFlight: [entry.key.delivery])
            #expect(shown.status == .pending)
            entry.cancelRequested = true
            #expect(try await fixture.finish(entry, succeeds ? .ok : .down) == "applied")
            let stored = try await fixture.stored(event, rule)
            #expect(stored.state.status == (succeeds ? .completed : .canceled) && !stored.state.cancelRequested && stored.key == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aWholeEvent(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (flying, flyingRule) = try await fixture.destination("Flying")
            let (_, waitingRule) = try await fixture.destination("Waiting")
            let event = try await fixture.accept(rule, flyingRule, waitingRule)
            try await fixture.attempt(connection, .ok)
            let entry = try #require(try await fixture.claim(flying).first)
            let queue = fixture.store.queue
            let now = fixture.time.now()
            let after = try await queue.cancelAll(fixture.access, event.id, now: now, inFlight: [entry.key.delivery], node: fixture.node)
            #expect(after.progress.canceled == 1 && after.progress.completed == 1 && after.progress.completedAt == nil)
            #expect(try await fixture.status(event, waitingRule) == .canceled)
            #expect(try await fixture.stored(event, flyingRule).state.cancelRequested)
            #expect(try await fixture.status(event, rule) == .completed)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aDeletedRuleTakesItsDeliveriesAlong(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let rule = try await fixture.route("a", to: connection)
            let kept = try await fixture.route("b", to: connection)
            var events: [Event] = []
            for _ in 0..<3 { events.append(try await fixture.accept(rule)) }
            let other = try await fixture.accept(kept)
            let flying = try #require(try await fixture.claim(connection, limit: 1).first)
            let now = fixture.time.now()
            func sweep() async throws -> Int {
                try await fixture.store.queue.cancel(
                    ofRule: rule.id, workspace: fixture.workspace.id, reason: "The rule was deleted.", now: now,
                    inFlight: [flying.key.delivery], node: fixture.node, limit: 2)
            }
            #expect([try await sweep(), try await sweep(), try await sweep()] == [2, 1, 0])
            #expect(try await fixture.stored(events[0], rule).state.cancelRequested)
            for event in events[1...] {
                let delivery = try await fixture.store.deliveries.get(fixture.access, event.id, rule.id)
                #expect(delivery.status == .canceled && delivery.lastError == "The rule was deleted.")
            }
            #expect(try await fixture.status(other, kept) == .pending)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aDeletedConnectionTakesParkedOnesAlong(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (_, otherRule) = try await fixture.destination("Other")
            let event = try await fixture.accept(rule, otherRule)
            let parked = try await fixture.accept(rule, parked: "off")
            let done = try await fixture.store.queue.cancel(
                ofConnection: connection.id, reason: "gone", now: fixture.time.now(), inFlight: [], node: fixture.node, limit: 10)
            #expect(done == 2)
            #expect(try await fixture.status(event, rule) == .canceled)
            #expect(try await fixture.status(parked, rule) == .canceled)
            #expect(try await fixture.status(event, otherRule) == .pending)
            #expect(try await fixture.statistics() == QueueStatistics(waiting: 1, oldest: fixture.time.now(), parked: 0))
        }
    }
}

extension StoreFixture {
    fileprivate func cancel(_ event: Event, _ rule: Rule, inFlight: Set<Delivery.ID> = []) async throws -> Delivery {
        try await store.queue.cancel(access, event.id, rule.id, now: time.now(), inFlight: inFlight, node: node)
    }
}
