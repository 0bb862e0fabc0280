import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// What 201 rests on: nobody is told of a commit before it is synced.
@Suite struct DurabilityTests {
    @Test func anEventIsAnsweredOnceTheLogIsSyncedAndTheNextCommitRunsMeanwhile() async throws {
        try await StoreFixture.run(on: { try HeldSync(path: $0) }) { fixture, disk in
            let told = Recorded<String>()
            let first = try await fixture.acceptance(for: [])
            let second = try await fixture.acceptance(for: [])
            disk.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await fixture.accept(first)
                    told.append("first")
                }
                await disk.reached()
                group.addTask {
                    _ = try await fixture.accept(second)
                    told.append("second")
                }
                while (try? await fixture.event(second.event)) == nil { await Task.yield() }
                #expect(told.all == [])
                disk.letGo()
                try await group.waitForAll()
            }
            #expect(Set(told.all) == ["first", "second"])
        }
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
