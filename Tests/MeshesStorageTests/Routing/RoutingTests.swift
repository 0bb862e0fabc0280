import MeshesModel
import MeshesStorage
import Testing

/// The table that acceptance keeps in memory, and the version that tells it to read again.
@Suite struct RoutingTests {
    @Test(arguments: StoreEngine.allCases) func everyChangeOfRulesAndConnectionsRaisesTheVersion(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            var last: Int64 = 0
            func expectRise(_ what: Comment, _ change: () async throws -> Void) async throws {
                try await change()
                let version = try #require(try await store.routing.table(fixture.workspace.id)).version
                #expect(version > last, what)
                last = version
            }
            let connection = try await fixture.connect()
            var rule = fixture.newRule(to: connection)
            try await expectRise("create rule") { _ = try await store.rules.create(fixture.access, rule) }
            rule.resource = "shop"
            try await expectRise("update rule") { _ = try await store.rules.update(fixture.access, rule) }
            try await expectRise("switch off") {
                try await store.connections.switchOff(connection.id, reason: nil, detail: "410", at: fixture.time.now())
            }
            try await expectRise("switch on") {
                var changed = try await store.connections.get(fixture.access, connection.id)
                changed.active = true
                _ = try await store.connections.update(fixture.access, changed, expecting: changed.version)
            }
            try await expectRise("delete rule") { _ = try await store.rules.delete(fixture.access, rule.id) }
            try await expectRise("delete connection") { _ = try await store.connections.delete(fixture.access, connection.id, force: false) }
        }
    }

    @Test(arguments: StoreEngine.allCases) func holdsActiveRulesOnly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            var off = try await fixture.route("order.paid", to: connection)
            let on = try await fixture.route("user.signup", to: connection)
            off.active = false
            _ = try await fixture.store.rules.update(fixture.access, off)
            let table = try #require(try await fixture.store.routing.table(fixture.workspace.id))
            #expect(table.organization == fixture.access.organization && table.isActive(on.id) && !table.isActive(off.id))
            #expect(table.matches(event: "order.paid", resource: "global", resourceID: nil).isEmpty)
            #expect(table.matches(event: "user.signup", resource: "shop", resourceID: "7").map(\.rule) == [on.id])
            #expect(try await fixture.store.routing.table(fixture.ids.next()) == nil)
        }
    }
}
