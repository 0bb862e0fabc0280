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
            #expect(early.events == 0 && early.payloads == 0)
            #expect(try await Self.detailsLeft(fixture) == 0)
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

    @Test(arguments: StoreEngine.allCases) func aWorkspaceMayKeepItsHistoryForATimeOfItsOwn(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let short = try await fixture.workspace(
                "Short", keeping: [.events: 1, .failedEvents: 3, .payloads: 1, .responseDetails: 2])
            let long = try await fixture.workspace("Long", keeping: [.events: 90, .payloads: 60])
            var events: [[Event]] = []
            for place in [fixture, short, long] {
                let (connection, rule) = try await place.destination()
                var made: [Event] = []
                for _ in 0..<3 { made.append(try await place.accept()) }
                made.append(try await place.accept(rule))
                try await place.attempt(connection, .refused)
                events.append(made)
            }
            func left() async throws -> [Int] {
                var counts: [Int] = []
                for place in [fixture, short, long] {
                    let page = try await place.store.events.list(place.access, place.workspace.id, EventFilter(), PageRequest())
                    let listed = page.records
                    for event in listed { #expect(events[counts.count].contains { $0.id == event.id }) }
                    counts.append(listed.count)
                }
                return counts
            }
            fixture.time.advance(by: Self.day + .seconds(1))
            var counts = try await Self.purge(fixture)
            #expect(counts.events == 3 && counts.payloads == 1 && counts.responseDetails == 0)
            #expect(try await left() == [4, 1, 4])
            #expect(try await Self.purge(fixture) == PurgeCounts())
            fixture.time.advance(by: Self.day)
            counts = try await Self.purge(fixture)
            #expect(counts.events == 0 && counts.responseDetails == 1)
            fixture.time.advance(by: Self.day)
            #expect(try await Self.purge(fixture).events == 1)
            #expect(try await left() == [4, 0, 4])
            fixture.time.advance(by: Self.day * 28)
            counts = try await Self.purge(fixture)
            #expect(counts.events == 3 && counts.payloads == 1)
            #expect(try await Self.detailsLeft(fixture) == 0)
            #expect(try await left() == [1, 0, 4])
            #expect(try await fixture.store.events.payload(fixture.access, events[2][0].id) != nil)
            fixture.time.advance(by: Self.day * 30)
            counts = try await Self.purge(fixture)
            #expect(counts.events == 2 && counts.payloads == 3)
            #expect(try await left() == [0, 0, 3])
            fixture.time.advance(by: Self.day * 30)
            #expect(try await Self.purge(fixture).events == 3)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aChangedTimeHoldsFromTheNextPurge(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            #expect(try await fixture.store.retention.exceptions() == 0)
            let place = try await fixture.workspace("Own", keeping: [.payloads: 2, .counters: 1])
            #expect(try await fixture.store.retention.exceptions() == 1)
            let (_, rule) = try await place.destination()
            func accept() async throws -> Event { try await place.accept(rule, parked: "off") }
            let first = try await accept()
            fixture.time.advance(by: Self.day * 2 + .seconds(1))
            let second = try await accept()
            var counts = try await Self.purge(fixture)
            #expect(counts.payloads == 1 && counts.rollups == 1)
            #expect(try await fixture.store.events.payload(fixture.access, first.id) == nil)
            try await place.keep([.payloads: 4])
            fixture.time.advance(by: Self.day * 3)
            #expect(try await Self.purge(fixture).payloads == 0)
            try await place.keep([:])
            #expect(try await Self.purge(fixture).payloads == 0)
            try await place.keep([.payloads: 1])
            counts = try await Self.purge(fixture)
            #expect(counts.payloads == 1 && counts.events == 0)
            #expect(try await fixture.store.events.payload(fixture.access, second.id) == nil)
            #expect(try await fixture.event(second).progress.status == .retrying)
        }
    }

    @Test(arguments: StoreEngine.allCases) func responsesThatNameNoWorkspaceAreCutAsTheServerSays(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            for _ in 0..<3 { try await fixture.accept(rule) }
            for entry in try await fixture.claim(connection) { try await fixture.finish(entry, .refused) }
            try await fixture.store.database.write { _ = try $0.execute("UPDATE responses SET workspace_id = NULL") }
            fixture.time.advance(by: Self.day * 14)
            #expect(try await Self.purge(fixture).responseDetails == 0)
            fixture.time.advance(by: .seconds(1))
            #expect(try await Self.purge(fixture).responseDetails == 3)
        }
    }

    /// Row by row or with their partition.
    private static func detailsLeft(_ fixture: StoreFixture) async throws -> Int? {
        try await fixture.store.database.read { try $0.first("SELECT COUNT(*) FROM responses", []) { $0.int(0) } }
    }

    private static func purge(_ fixture: StoreFixture) async throws -> PurgeCounts {
        try await fixture.store.retention.purge(RetentionSettings(), now: fixture.time.now(), batch: 2)
    }
}
