import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// What 201 rests on: nobody is told of a commit before it is synced.
@Suite struct DurabilityTests {
    @Test func anEventIsAnsweredOnceTheLogIsSynced() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let told = Recorded<String>()
            let acceptance = try await fixture.acceptance(for: [])
            disk.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await fixture.accept(acceptance)
                    told.append("event")
                }
                await disk.reached()
                _ = try await fixture.event(acceptance.event)
                #expect(told.all == [])
                disk.letGo()
                try await group.waitForAll()
            }
            #expect(told.all == ["event"])
        }
    }

    @Test func theNextCommitRunsWhileTheLogIsSynced() async throws {
        var options = StoreOptions()
        // Of three events one is refused, which tells that the others wait; each is a commit of its own.
        options.limits.acceptances = 2
        options.limits.round = 1
        try await StoreFixture.run(on: { try HeldSync(path: $0) }, options: options) { fixture, disk in
            let told = Recorded<Event.ID>()
            var calls = GatheredCalls(fixture.store)
            var events: [Event] = []
            for number in 0..<3 {
                let acceptance = try await fixture.acceptance(for: [])
                events.append(acceptance.event)
                calls.add("\(number)") {
                    _ = try await fixture.store.acceptance.commit([acceptance])
                    told.append(acceptance.event.id)
                }
            }
            disk.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [calls] in _ = try await calls.carryOut(refusals: 1) }
                await disk.reached()
                while try await Self.stored(fixture) < 2 { await Task.yield() }
                #expect(told.all == [])
                disk.letGo()
                try await group.waitForAll()
            }
            #expect(told.all.count == 2)
            #expect(Set(told.all).isSubset(of: events.map(\.id)))
        }
    }

    private static func stored(_ fixture: StoreFixture) async throws -> Int {
        try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.count
    }

    @Test func theResultOfAnAttemptWaitsForNoSync() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            let entry = try #require(try await fixture.claim(connection).first)
            disk.hold()
            #expect(try await fixture.finish(entry, .ok) == "applied")
            #expect(try await fixture.event(event).progress.status == .completed)
            disk.letGo()
        }
    }

    /// Else a change could be answered by the next before its own caller has been told.
    @Test func aWriteWaitsForTheSyncBeforeItAndSyncsInItsOwnCommit() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let told = Recorded<String>()
            let event = try await fixture.acceptance(for: [])
            disk.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await fixture.accept(event)
                    told.append("event")
                }
                await disk.reached()
                group.addTask {
                    let synchronous = try await fixture.store.database.write { connection in
                        try connection.first("PRAGMA synchronous", []) { $0.integer(0) }
                    }
                    told.append("write \(synchronous ?? -1)")
                }
                disk.letGo()
                try await group.waitForAll()
            }
            #expect(Set(told.all) == ["event", "write 2"])
        }
    }

    @Test func closingSyncsWhatWasCommitted() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let last = try await fixture.acceptance(for: [])
            disk.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await fixture.accept(last) }
                await disk.reached()
                group.addTask { try await fixture.store.close() }
                disk.letGo()
                try await group.waitForAll()
            }
        }
    }

    /// After a failed sync the system calls the lost pages clean, so that a later one succeeds without them.
    @Test func afterASyncThatFailedNothingIsAcceptedOrReadAnyMore() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let events = [try await fixture.acceptance(for: []), try await fixture.acceptance(for: [])]
            disk.fail()
            #expect(try await refusal { _ = try await fixture.accept(events[0]) } == .serviceUnavailable)
            disk.letGo()
            #expect(try await refusal { _ = try await fixture.accept(events[1]) } == .serviceUnavailable)
            #expect(try await refusal { _ = try await fixture.store.organizations.create(name: "after") } == .serviceUnavailable)
            #expect(try await refusal { _ = try await fixture.store.organizations.all() } == .serviceUnavailable)
        }
    }

    /// Also after a round that was synced apart, and in the next process.
    @Test func theLogIsKeptAndWritesAreSyncedInTheirCommit() async throws {
        try await StoreFixture.run(.sqlite) { fixture in
            try await Self.expectDurable(fixture)
            _ = try await fixture.accept(try await fixture.acceptance(for: []))
            try await Self.expectDurable(fixture)
            try await fixture.reopened { try await Self.expectDurable($0) }
        }
    }

    private static func expectDurable(_ fixture: StoreFixture) async throws {
        let (journal, synchronous) = try await fixture.store.database.write { connection in
            (
                try connection.first("PRAGMA journal_mode", []) { $0.text(0) },
                try connection.first("PRAGMA synchronous", []) { $0.integer(0) }
            )
        }
        #expect(journal == "wal")
        #expect(synchronous == 2)
    }
}
