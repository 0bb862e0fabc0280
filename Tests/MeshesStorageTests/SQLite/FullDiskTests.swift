import MeshesModel
import MeshesStorage
import Testing

/// A disk without room, played by a limit on the database's pages.
@Suite struct FullDiskTests {
    @Test func writesAreRefusedWholeAndGoOnOnceThereIsRoom() async throws {
        try await StoreFixture.run(.sqlite) { fixture in
            let (connection, rule) = try await fixture.destination()
            let store = fixture.store
            var kept = [try await fixture.accept(rule).id]
            try await limitPages(store, more: 40)
            let payload = #"{"pad":""# + String(repeating: "x", count: 20_000) + #""}"#
            var refused: ErrorName?
            while refused == nil, kept.count < 100 {
                let acceptance = try await fixture.acceptance(for: [rule], payload: payload)
                refused = try await refusal { _ = try await store.acceptance.commit([acceptance]) }
                if refused == nil { kept.append(acceptance.event.id) }
            }
            #expect(refused == .serviceUnavailable)
            // Nothing is half there, and reading goes on.
            #expect(Set(try await store.events.list(fixture.access, nil, EventFilter(), PageRequest(limit: 200)).records.map(\.id)) == Set(kept))
            #expect(try await fixture.statistics().waiting == kept.count)
            #expect(try await fixture.counts(.events).map(\.count) == [Int64(kept.count)])
            for id in kept { #expect(try await store.events.payload(fixture.access, id) != nil) }
            let large = String(repeating: "x", count: 500_000)
            let described = try await refusal {
                _ = try await store.workspaces.update(fixture.access, fixture.workspace.id, description: large)
            }
            #expect(described == .serviceUnavailable)

            try await limitPages(store, more: 10_000)
            kept.append(try await fixture.accept(try await fixture.acceptance(for: [rule], payload: payload)).id)
            let entries = try await fixture.claim(connection)
            #expect(entries.map(\.event) == kept)
            for entry in entries { #expect(try await fixture.finish(entry, .ok) == "applied") }
        }
    }

    private func limitPages(_ store: Store, more: Int) async throws {
        try await store.database.write { connection in
            let pages = try connection.first("PRAGMA page_count", []) { $0.int(0) } ?? 0
            _ = try connection.first("PRAGMA max_page_count = \(pages + more)", []) { $0.int(0) }
        }
    }
}
