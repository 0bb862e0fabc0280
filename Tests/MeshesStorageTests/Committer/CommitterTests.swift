import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// Group commit: what gathers is carried out together, and what fails fails alone.
@Suite(.timeLimit(.minutes(5))) struct CommitterTests {
    private struct Refused: Error {}

    @Test(arguments: StoreEngine.allCases) func aPieceThatFailsSpoilsNoOther(_ engine: StoreEngine) async throws {
        var options = StoreOptions()
        options.limits.others = 3
        let reports = Recorded<CommitReport>()
        options.onCommit = { reports.append($0) }
        try await StoreFixture.run(engine, options: options) { fixture in
            let store = fixture.store
            let good = try await fixture.acceptance(for: [])
            let last = try await fixture.acceptance(for: [])
            var calls = GatheredCalls(store)
            calls.accept("good", good)
            calls.accept("twin", good)
            calls.accept("last", last)
            // With four writes for three places one is refused: the sign that the rest has been handed in.
            calls.add("First") { _ = try await store.organizations.create(name: "First") }
            calls.add("Second") { _ = try await store.organizations.create(name: "Second") }
            calls.add("throwing") { try await store.database.write { _ in throw Refused() } }
            calls.add("constraint") { try await Self.breakAConstraint(store, fixture.access.organization) }
            let words = try await calls.carryOut(refusals: 1)

            #expect(words.values.count { $0 == "ServiceUnavailable" } == 1)
            #expect(Set([words["good"], words["twin"]]) == ["ok", "constraint"] && words["last"] == "ok")
            #expect(words["throwing"] == "ServiceUnavailable" || words["throwing"] == "Refused()")
            #expect(words["constraint"] == "ServiceUnavailable" || words["constraint"] == "constraint")
            let stored = try await store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.map(\.id)
            #expect(Set(stored) == [good.event.id, last.event.id])
            let made = ["First", "Second"].filter { words[$0] == "ok" }
            #expect(Set(try await store.organizations.all().map(\.name)) == Set(made + ["Acme"]))
            // What a failed write did before it failed is undone.
            #expect(try await store.workspaces.get(fixture.access, fixture.workspace.id) == fixture.workspace)
            #expect(reports.all.contains { $0.writes == 3 })
        }
    }

    @Test(arguments: StoreEngine.allCases) func closingCommitsWhatWaitsAndRefusesTheRest(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let kept = try await Self.closeUnderLoad(fixture.store)
            try await fixture.reopened { next async throws in
                #expect(try await next.store.organizations.all().count == kept + 1)
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aClosedStoreAnswersServiceUnavailable(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let acceptance = try await fixture.acceptance(for: [])
            try await fixture.store.close()
            try await fixture.store.close()
            #expect(try await refusal { _ = try await fixture.store.organizations.create(name: "Late") } == .serviceUnavailable)
            #expect(try await refusal { _ = try await fixture.store.acceptance.commit([acceptance]) } == .serviceUnavailable)
            #expect(try await refusal { _ = try await fixture.store.organizations.all() } == .serviceUnavailable)
        }
    }

    private static func breakAConstraint(_ store: Store, _ existing: Organization.ID) async throws {
        try await store.database.write { connection in
            try connection.execute("DELETE FROM workspaces")
            _ = try connection.execute(
                "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, ?)", [.id(existing), .text("x"), .int(0)])
        }
    }

    /// Closes a store whose committer stands still, and hands in writes until one is refused: from then on it is closing.
    ///
    /// - Returns: how many were taken.
    private static func closeUnderLoad(_ store: Store) async throws -> Int {
        let gate = CommitterGate()
        let refused = Recorded<MeshesError>()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                try await gate.hold(store)
                return 0
            }
            await gate.reached()
            group.addTask {
                try await store.close()
                return 0
            }
            while refused.all.isEmpty {
                group.addTask {
                    do {
                        _ = try await store.organizations.create(name: "Kept")
                        return 1
                    } catch let error as MeshesError {
                        refused.append(error)
                        return 0
                    }
                }
                await Task.yield()
            }
            gate.open()
            return try await group.reduce(0, +)
        }
    }
}
