import MeshesModel
import MeshesStorage
import Testing

@Suite struct RetentionTests {
    private static let day: Duration = .seconds(86_400)

    @Test(arguments: StoreEngine.allCases) func cutsInBatchesWhatIsOldAndNothingElse(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            for _ in 0..<7 { try await fixture.accept() }
            let done = try await fixture.accept(rule)
            try await fixture.attempt(connection, .ok)
            let failed = try await fixture.accept(rule)
            try await fixture.attempt(connection, .refused)
            let waiting = try await fixture.accept(rule, parked: "off")
            fixture.time.advance(by: Self.day * 30)
            let early = try await Self.purge(fixture)
            #expect(early.events == 0 && early.payloads == 0 && early.responseDetails == 1)
            fixture.time.advance(by: .seconds(1))
            let young = try await fixture.accept()
            let counts = try await Self.purge(fixture)
            #expect(counts.events == 8 && counts.payloads == 2 && counts.responseDetails == 0)
            let left = try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.map(\.id)
            #expect(left == [young.id, waiting.id, failed.id])
            #expect(try await refusal { _ = try await fixture.status(done, rule) } == .notFound)
            #expect(try await Self.purge(fixture) == PurgeCounts())
        }
    }

    @Test(arguments: StoreEngine.allCases) func aPurgedPayloadLeavesItsEvent(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let failed = try await fixture.accept(rule)
            try await fixture.attempt(connection, .refused)
            let attempt = try #require(try await fixture.store.attempts.list(fixture.access, failed.id, rule.id, PageRequest()).records.first)
            fixture.time.advance(by: Self.day * 15)
            #expect(try await Self.purge(fixture).responseDetails == 1)
            #expect(try await fixture.store.attempts.responseDetails(fixture.access, failed.id, rule.id, attempt.id) == nil)
            #expect(try await fixture.store.events.payload(fixture.access, failed.id) != nil)
            fixture.time.advance(by: Self.day * 16)
            #expect(try await Self.purge(fixture).payloads == 1)
            #expect(try await fixture.event(failed).progress.status == .failed)
            #expect(try await fixture.store.events.payload(fixture.access, failed.id) == nil)
            #expect(try await fixture.stored(failed, rule).payload == nil)
            #expect(try await fixture.store.attempts.get(fixture.access, failed.id, rule.id, attempt.id) == attempt)
            fixture.time.advance(by: Self.day * 30)
            #expect(try await Self.purge(fixture).events == 1)
            #expect(try await refusal { _ = try await fixture.event(failed) } == .notFound)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aDeliveryWithoutPayloadIsStillClaimed(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            fixture.time.advance(by: Self.day * 31)
            #expect(try await Self.purge(fixture).payloads == 1)
            let entry = try #require(try await fixture.claim(connection).first)
            #expect(entry.event == event.id && entry.payload == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func keysAndCountsAreCutToo(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for key in 0..<5 {
                var acceptance = try await fixture.acceptance(for: [])
                acceptance.idempotency = IdempotencyRecord(
                    workspace: fixture.workspace.id, key: "\(key)", bodyHash: [], status: 201, body: [], createdAt: fixture.time.now())
                try await fixture.accept(acceptance)
            }
            fixture.time.advance(by: Self.day + .seconds(1))
            #expect(try await Self.purge(fixture).idempotencyKeys == 5)
            fixture.time.advance(by: Self.day * 400)
            #expect(try await Self.purge(fixture).rollups == 1)
            #expect(try await fixture.counts(.events).isEmpty)
        }
    }

    private static func purge(_ fixture: StoreFixture) async throws -> PurgeCounts {
        try await fixture.store.retention.purge(RetentionSettings(), now: fixture.time.now(), batch: 2)
    }
}
