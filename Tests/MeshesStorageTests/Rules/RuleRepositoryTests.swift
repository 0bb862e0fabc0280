import MeshesModel
import MeshesStorage
import Testing

@Suite struct RuleRepositoryTests {
    @Test(arguments: StoreEngine.allCases) func keepsWhatItWasGiven(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let rule = fixture.newRule(to: connection, resource: "shop", resourceID: "7", metadata: ["action": "send_webhook", "n": 1])
            let made = try await fixture.store.rules.create(fixture.access, rule)
            #expect(made == rule)
            #expect(try await fixture.store.rules.get(fixture.access, rule.id) == rule)
        }
    }

    @Test(arguments: StoreEngine.allCases) func equalRulesAreRefusedWhateverTheOrderOfMembers(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let rules = fixture.store.rules
            let connection = try await fixture.connect()
            _ = try await rules.create(fixture.access, fixture.newRule(to: connection, metadata: ["a": 1, "b": ["c": 2, "d": 3]]))
            let equal = fixture.newRule(to: connection, metadata: ["b": ["d": 3, "c": 2], "a": 1])
            #expect(try await refusal { _ = try await rules.create(fixture.access, equal) } == .conflict)
            var other = try await rules.create(fixture.access, fixture.newRule(to: connection, resource: "shop", metadata: ["a": 1]))
            other.resource = nil
            other.metadata = equal.metadata
            let changed = other
            #expect(try await refusal { _ = try await rules.update(fixture.access, changed) } == .conflict)
        }
    }

    @Test(arguments: StoreEngine.allCases) func metadataIsKeptByVersion(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let rules = fixture.store.rules
            var rule = try await fixture.route(to: try await fixture.connect())
            rule.active = false
            let switchedOff = rule
            #expect(try await rules.update(fixture.access, switchedOff).version == 1)
            rule.metadata = ["action": "send_webhook", "note": "second"]
            let changed = rule
            #expect(try await rules.update(fixture.access, changed).version == 2)
            #expect(try await rules.metadata(fixture.workspace.id, rule.id, version: 1) == ["action": "send_webhook"])
            #expect(try await rules.metadata(fixture.workspace.id, rule.id, version: 2) == rule.metadata)
            #expect(try await rules.metadata(fixture.workspace.id, rule.id, version: 3) == nil)
            #expect(try await rules.metadata(fixture.ids.next(), rule.id, version: 1) == nil)
            #expect(try await rules.delete(fixture.access, rule.id).id == rule.id)
            #expect(try await rules.metadata(fixture.workspace.id, rule.id, version: 2) == rule.metadata)
        }
    }

    @Test(arguments: StoreEngine.allCases) func listsCombineFiltersExactly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let made = [("a", nil, nil), ("a", "shop", nil), ("a", "shop", "7"), ("b", "shop", "7"), ("A", nil, nil)]
            var ids: [Rule.ID] = []
            for (event, resource, id) in made as [(String, String?, String?)] {
                let rule = fixture.newRule(event, to: connection, resource: resource, resourceID: id)
                ids.append(try await fixture.store.rules.create(fixture.access, rule).id)
            }
            let expected: [(RuleFilter, [Int])] = [
                (RuleFilter(), [4, 3, 2, 1, 0]), (RuleFilter(event: "a"), [2, 1, 0]), (RuleFilter(resource: "shop"), [3, 2, 1]),
                (RuleFilter(event: "a", resource: "shop", resourceID: "7"), [2]), (RuleFilter(event: "c"), []),
            ]
            for (filter, order) in expected {
                for workspace in [nil, fixture.workspace.id] {
                    let page = try await fixture.store.rules.list(fixture.access, workspace, filter, PageRequest())
                    #expect(page.records.map(\.id) == order.map { ids[$0] }, "\(filter)")
                }
            }
        }
    }
}
