import MeshesModel
import MeshesStorage
import Testing

@Suite struct ClaimTests {
    @Test(arguments: StoreEngine.allCases) func takesWhatIsDueTheOldestFirst(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            var events: [Event.ID] = []
            for _ in 0..<5 {
                events.append(try await fixture.accept(rule).id)
                fixture.time.advance(by: .seconds(1))
            }
            let later = fixture.time.now() + .seconds(30)
            try await fixture.accept(rule, availableAt: later)
            let now = fixture.time.now()
            let claim = try await fixture.store.queue.claim(
                connection.id, for: fixture.node, now: now, until: now + StoreFixture.lease, limit: 3)
            #expect(claim.entries.map(\.event) == Array(events[..<3]))
            #expect(claim.nextDue == later)
            #expect(claim.entries.allSatisfy { $0.key.availableAt == now + StoreFixture.lease && $0.status == .pending })
            #expect(try await fixture.claim(connection).map(\.event) == Array(events[3...]))
            #expect(try await fixture.claim(connection).isEmpty)
        }
    }

    @Test(arguments: StoreEngine.allCases) func anEntryHoldsAllThatAnAttemptNeeds(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(try await fixture.acceptance(for: [rule], resource: "shop", resourceID: "7"))
            let entry = try #require(try await fixture.claim(connection).first)
            #expect(entry.organization == fixture.access.organization && entry.workspace == fixture.workspace.id)
            #expect(entry.event == event.id && entry.rule == rule.id && entry.ruleVersion == 1 && entry.type == .webhook)
            #expect(entry.eventName == "order.paid" && entry.resource == "shop" && entry.resourceID == "7")
            #expect(entry.eventCreatedAt == event.createdAt && entry.payload == Array(#"{"plan":"pro"}"#.utf8))
            #expect(entry.attemptCount == 0 && entry.trigger == .auto && !entry.cancelRequested)
        }
    }

    @Test(arguments: StoreEngine.allCases) func connectionsDoNotMix(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (first, firstRule) = try await fixture.destination("First")
            let (second, secondRule) = try await fixture.destination("Second")
            try await fixture.accept(firstRule, secondRule)
            fixture.time.advance(by: .seconds(1))
            try await fixture.accept(secondRule)
            #expect(try await fixture.claim(first).map(\.rule) == [firstRule.id])
            #expect(try await fixture.claim(second).map(\.rule) == [secondRule.id, secondRule.id])
        }
    }

    @Test(arguments: StoreEngine.allCases) func lanesAreListedByTheirFirstDueTime(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var expected: [QueueLane] = []
            for number in 0..<5 {
                let (connection, rule) = try await fixture.destination("Name \(number)")
                let due = fixture.time.now() + .seconds(10 - number)
                try await fixture.accept(rule, availableAt: due)
                try await fixture.accept(rule, availableAt: due + .seconds(100))
                expected.append(QueueLane(connection: connection.id, workspace: fixture.workspace.id, earliest: due))
            }
            let (parkedConnection, parkedRule) = try await fixture.destination("Parked")
            try await fixture.accept(parkedRule, parked: "off")
            expected.append(QueueLane(connection: parkedConnection.id, workspace: fixture.workspace.id, earliest: .never))
            expected.sort { $0.connection < $1.connection }
            var found: [QueueLane] = []
            var page: [QueueLane]
            repeat {
                page = try await fixture.store.queue.lanes(after: found.last?.connection, limit: 2)
                found += page
            } while page.count == 2
            #expect(found == expected)
            #expect(try await fixture.statistics() == QueueStatistics(waiting: 10, oldest: nil, parked: 1))
            fixture.time.advance(by: .seconds(7))
            #expect(try await fixture.statistics().oldest == expected.map(\.earliest).min())
        }
    }
}
