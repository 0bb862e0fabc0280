import MeshesModel
import MeshesStorage
import Testing

@Suite struct EventRepositoryTests {
    @Test(arguments: StoreEngine.allCases, [
        #"{"b":1.10,"a":12345678901234567890, "ü" : "\u00fc"}"#, "{\"x\":\"\u{0}\\u0000😀\"}", "{ }",
        "{\"pad\":\"" + String(repeating: "x", count: 200_000) + "\"}",
    ])
    func payloadsComeBackByteForByte(_ engine: StoreEngine, _ payload: String) async throws {
        try await StoreFixture.run(engine) { fixture in
            let event = try await fixture.accept(try await fixture.acceptance(for: [], payload: payload))
            #expect(try await fixture.store.events.payload(fixture.access, event.id) == Array(payload.utf8))
        }
    }

    @Test(arguments: StoreEngine.allCases) func bytesThatAreNoTextStayAsTheyAre(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            var acceptance = try await fixture.acceptance(for: [rule])
            acceptance.payload = (0...255).map { UInt8($0) }
            let event = try await fixture.accept(acceptance)
            #expect(try await fixture.store.events.payload(fixture.access, event.id) == acceptance.payload)
            #expect(try await fixture.claim(connection).map(\.payload) == [acceptance.payload])
            #expect(try await fixture.stored(event, rule).payload == acceptance.payload)
        }
    }

    @Test(arguments: StoreEngine.allCases) func listsCombineFiltersExactly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (_, other) = try await fixture.destination("Other")
            var ids: [Event.ID] = []
            let shapes: [(String, String, String?, [Rule])] = [
                ("order.paid", "global", nil, []), ("order.paid", "shop", "7", [rule]), ("order.paid", "shop", "8", [other]),
                ("Order.paid", "shop", nil, []),
            ]
            for (name, resource, id, rules) in shapes {
                let acceptance = try await fixture.acceptance(name, for: rules, resource: resource, resourceID: id)
                ids.append(try await fixture.accept(acceptance).id)
            }
            try await fixture.attempt(connection, .refused)
            let expected: [(EventFilter, [Int])] = [
                (EventFilter(), [3, 2, 1, 0]), (EventFilter(event: "order.paid"), [2, 1, 0]), (EventFilter(status: .completed), [3, 0]),
                (EventFilter(status: .failed), [1]), (EventFilter(status: .pending), [2]), (EventFilter(status: .canceled), []),
                (EventFilter(resource: "global"), [0]), (EventFilter(resource: "shop"), [3, 2, 1]),
                (EventFilter(event: "order.paid", status: .failed, resource: "shop", resourceID: "7"), [1]),
                (EventFilter(status: .completed, resource: "shop", resourceID: "7"), []),
            ]
            for (filter, order) in expected {
                for workspace in [nil, fixture.workspace.id] {
                    let page = try await fixture.store.events.list(fixture.access, workspace, filter, PageRequest())
                    #expect(page.records.map(\.id) == order.map { ids[$0] }, "\(filter)")
                }
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func deliveriesComeInTheOrderOfTheirMaking(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (_, first) = try await fixture.destination("First")
            let (_, second) = try await fixture.destination("Second")
            let both = try await fixture.accept(second, first)
            let one = try await fixture.accept(first)
            let found = try await fixture.store.events.deliveries(fixture.access, of: [one.id, both.id, fixture.ids.next()])
            #expect(found[both.id]?.map(\.rule) == [second.id, first.id])
            #expect(found[one.id]?.map(\.connection) == [first.connection])
            let delivery = try #require(found[one.id]?.first)
            #expect(delivery == (try await fixture.store.deliveries.get(fixture.access, one.id, first.id)))
            #expect(delivery.status == .pending && delivery.attemptCount == 0 && delivery.createdAt == one.createdAt)
        }
    }
}
