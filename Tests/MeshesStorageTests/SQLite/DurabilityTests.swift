import Foundation
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// What 201 rests on: each commit is synced.
@Suite struct DurabilityTests {
    @Test func theWriterSyncsTheLogAtEveryCommit() async throws {
        try await StoreFixture.run(.sqlite) { fixture in
            try await Self.expectDurable(fixture)
            try await fixture.reopened { try await Self.expectDurable($0) }
        }
    }

    @Test func aStoreThatWasClosedIsOneFile() async throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "store.sqlite").path
        let key = try #require(EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)))
        let time = ManualTime()
        let store = try await Store.open(sqlite: path, key: key, time: time, ids: IdentifierSource(time: time))
        _ = try await store.organizations.create(name: "Acme")
        #expect(try await store.organizations.all().count == 1)
        try await store.close()
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        #expect((log ?? 0) == 0)
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
