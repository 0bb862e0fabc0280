import MeshesModel
import MeshesStorage
import Testing

@Suite struct CatalogRepositoryTests {
    @Test(arguments: StoreEngine.allCases) func learnsNamesFromRulesAndCallersOnce(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let catalog = fixture.store.catalog
            let connection = try await fixture.connect()
            _ = try await fixture.store.rules.create(fixture.access, fixture.newRule("order.paid", to: connection, resource: "shop"))
            let keys = [CatalogKey(kind: .eventType, key: "order.paid"), CatalogKey(kind: .eventType, key: "a.first")]
            try await catalog.register(fixture.access, fixture.workspace.id, keys)
            let events = try await catalog.list(fixture.access, fixture.workspace.id, .eventType)
            #expect(events.map(\.key) == ["a.first", "order.paid"])
            #expect(events.allSatisfy { $0.active && $0.label == $0.key && $0.workspace == fixture.workspace.id })
            #expect(try await catalog.list(fixture.access, fixture.workspace.id, .resource).map(\.key) == ["shop"])
        }
    }

    @Test(arguments: StoreEngine.allCases) func holdsAThousandNamesOfAKind(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let keys = (0..<1005).map { CatalogKey(kind: .resource, key: "r\($0)") }
            try await fixture.store.catalog.register(fixture.access, fixture.workspace.id, keys)
            #expect(try await fixture.store.catalog.list(fixture.access, fixture.workspace.id, .resource).count == 1000)
            try await fixture.store.catalog.register(fixture.access, fixture.workspace.id, [CatalogKey(kind: .eventType, key: "e")])
            #expect(try await fixture.store.catalog.list(fixture.access, fixture.workspace.id, .eventType).count == 1)
        }
    }
}
