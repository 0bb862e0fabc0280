import MeshesModel
import MeshesStorage
import Testing

/// What 201 rests on: each commit is synced.
@Suite struct DurabilityTests {
    @Test func theWriterSyncsTheLogAtEveryCommit() async throws {
        try await StoreFixture.run(.sqlite) { fixture in
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
