import MeshesModel
import MeshesStorage
import Testing

/// A key that was used within 24 hours writes nothing and gives back its record.
@Suite struct IdempotencyTests {
    @Test(arguments: StoreEngine.allCases) func theSecondUseOfAKeyWritesNothing(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let first = try await Self.keyed(fixture, "k", body: 1)
            let second = try await Self.keyed(fixture, "k", body: 2)
            // In one commit and in a later one alike.
            let results = try await fixture.store.acceptance.commit([first, second])
            #expect(results.map(\.word) == ["accepted", "duplicate"])
            for result in [results[1], try await fixture.store.acceptance.commit([second])[0]] {
                guard case .duplicate(let record) = result else {
                    Issue.record("not a duplicate: \(result)")
                    continue
                }
                #expect(record == first.idempotency)
            }
            #expect(try await fixture.store.idempotency.find(fixture.workspace.id, "k") == first.idempotency)
            #expect(try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.map(\.id) == [first.event.id])
        }
    }

    @Test(arguments: StoreEngine.allCases) func keysBelongToAWorkspace(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            try await fixture.accept(try await Self.keyed(fixture, "k", body: 1))
            let other = try await fixture.store.workspaces.create(fixture.access, name: "Second", description: nil).workspace
            #expect(try await fixture.store.idempotency.find(other.id, "k") == nil)
            try await fixture.accept(try await Self.keyed(fixture, "k", body: 2, in: other))
        }
    }

    @Test(arguments: StoreEngine.allCases) func aKeyMayBeUsedAnewAfterADay(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            try await fixture.accept(try await Self.keyed(fixture, "k", body: 1))
            fixture.time.advance(by: .seconds(86_399))
            let early = try await Self.keyed(fixture, "k", body: 2)
            #expect(try await fixture.store.acceptance.commit([early]).map(\.word) == ["duplicate"])
            fixture.time.advance(by: .seconds(1))
            #expect(try await fixture.store.idempotency.find(fixture.workspace.id, "k") == nil)
            let late = try await Self.keyed(fixture, "k", body: 3)
            try await fixture.accept(late)
            #expect(try await fixture.store.idempotency.find(fixture.workspace.id, "k") == late.idempotency)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aRefusedEventLeavesNoKey(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var stale = try await Self.keyed(fixture, "k", body: 1)
            stale.routingVersion -= 1
            #expect(try await fixture.store.acceptance.commit([stale]).map(\.word) == ["routingChanged"])
            #expect(try await fixture.store.idempotency.find(fixture.workspace.id, "k") == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func oneKeyCoversAWholeCall(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let record = Self.record(fixture, "bulk", body: 1, in: fixture.workspace)
            var events: [Acceptance] = []
            for _ in 0..<3 { events.append(try await fixture.acceptance(for: [])) }
            var stale = events
            stale[1].routingVersion -= 1
            let acceptance = fixture.store.acceptance
            #expect(try await acceptance.commit(stale, covering: record).map(\.word) == ["routingChanged", "routingChanged", "routingChanged"])
            #expect(try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.isEmpty)
            #expect(try await acceptance.commit(events, covering: record).map(\.word) == ["accepted", "accepted", "accepted"])
            #expect(try await acceptance.commit(events, covering: record).map(\.word) == ["duplicate", "duplicate", "duplicate"])
            #expect(try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.count == 3)
        }
    }

    private static func keyed(
        _ fixture: StoreFixture, _ key: String, body: UInt8, in workspace: Workspace? = nil
    ) async throws -> Acceptance {
        var acceptance = try await fixture.acceptance(for: [], in: workspace)
        acceptance.idempotency = record(fixture, key, body: body, in: workspace ?? fixture.workspace)
        return acceptance
    }

    private static func record(_ fixture: StoreFixture, _ key: String, body: UInt8, in workspace: Workspace) -> IdempotencyRecord {
        IdempotencyRecord(
            workspace: workspace.id, key: key, bodyHash: [UInt8](repeating: body, count: 32), status: 201, body: [body],
            createdAt: fixture.time.now())
    }
}
