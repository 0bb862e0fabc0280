import MeshesModel
import MeshesStorage
import Testing

@Suite struct AcceptanceTests {
    @Test(arguments: StoreEngine.allCases) func storesEverythingInOneCommit(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (_, parkedRule) = try await fixture.destination("Off")
            var acceptance = try await fixture.acceptance(for: [rule], resource: "shop", resourceID: "7")
            acceptance.catalogKeys = [CatalogKey(kind: .resource, key: "shop")]
            let event = try await fixture.accept(acceptance)
            #expect(try await fixture.event(event) == event)
            #expect(try await fixture.store.catalog.list(fixture.access, fixture.workspace.id, .resource).map(\.key) == ["shop"])
            let stored = try await fixture.stored(event, rule)
            #expect(stored.state == DeliveryState(status: .pending, seriesStartedAt: event.createdAt))
            let key = QueueKey(connection: connection.id, availableAt: fixture.time.now(), delivery: stored.delivery.id)
            #expect(stored.key == key)

            let parked = try await fixture.accept(parkedRule, parked: "The connection is switched off.")
            let waiting = try await fixture.stored(parked, parkedRule)
            #expect(waiting.state.status == .retrying && waiting.state.lastError == "The connection is switched off.")
            #expect(waiting.key?.availableAt == .never && waiting.parkedAt == parked.createdAt)
            #expect(try await fixture.event(parked).progress.status == .retrying)
        }
    }

    @Test(arguments: StoreEngine.allCases) func oldRoutingIsMatchedAgain(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let early = try await fixture.acceptance(for: [])
            let rule = try await fixture.route(to: connection)
            #expect(try await fixture.store.acceptance.commit([early]).map(\.word) == ["routingChanged"])
            #expect(try await refusal { _ = try await fixture.event(early.event) } == .notFound)
            let event = try await fixture.accept(rule)
            #expect(try await fixture.status(event, rule) == .pending)
        }
    }

    @Test(arguments: StoreEngine.allCases) func oneRefusalDoesNotTouchTheOthers(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let good = try await fixture.acceptance(for: [])
            var stale = try await fixture.acceptance(for: [])
            stale.routingVersion -= 1
            var lost = try await fixture.acceptance(for: [])
            lost.event.workspace = fixture.ids.next()
            let twin = good
            let last = try await fixture.acceptance(for: [])
            let results = try await fixture.store.acceptance.commit([good, stale, lost, twin, last])
            #expect(results.map(\.word) == ["accepted", "routingChanged", "NotFound", "failed", "accepted"])
            let ids = try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.map(\.id)
            #expect(ids == [last.event.id, good.event.id])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aKeyThatWasRevokedMeanwhileStoresNothing(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let good = try await fixture.store.workspaces.publishableKey(fixture.access, fixture.workspace.id).id
            let revoked = try await fixture.workspace("Other", keeping: [:])
            let bad = try await revoked.store.workspaces.publishableKey(revoked.access, revoked.workspace.id).id
            _ = try await fixture.store.database.write { connection in
                try connection.execute("UPDATE publishable_keys SET revoked_at = 1 WHERE id = ?", [.blob(bad.bytes)])
            }
            var acceptances: [Acceptance] = []
            for key in [good, bad, good, fixture.ids.next(), nil] {
                var acceptance = try await fixture.acceptance(for: [])
                acceptance.publishableKey = key
                acceptances.append(acceptance)
            }
            let results = try await fixture.store.acceptance.commit(acceptances)
            #expect(results.map(\.word) == ["accepted", "Unauthorized", "accepted", "Unauthorized", "accepted"])
            let ids = try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.map(\.id)
            #expect(Set(ids) == Set([0, 2, 4].map { acceptances[$0].event.id }))
        }
    }

    @Test(arguments: StoreEngine.allCases) func eventsWithoutRulesAreCompletedAtOnce(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let event = try await fixture.accept()
            let stored = try await fixture.event(event)
            #expect(stored.progress.status == .completed && stored.progress.total == 0)
            #expect(try await fixture.statistics() == QueueStatistics(waiting: 0, oldest: nil, parked: 0))
        }
    }
}
