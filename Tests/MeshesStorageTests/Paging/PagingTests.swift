import MeshesModel
import MeshesStorage
import Testing

/// Lists are walked page by page while others add to them.
@Suite struct PagingTests {
    @Test(arguments: StoreEngine.allCases) func noGapsAndNoRepeatsWhileRowsAreAdded(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect("c")
            let store = fixture.store
            let access = fixture.access
            try await Self.walk("workspaces", add: { try await store.workspaces.create(access, name: "Name \($0)", description: nil).workspace.id },
                read: { try await store.workspaces.list(access, $0) }, id: \.id)
            try await Self.walk("connections", add: { try await fixture.connect("Name \($0)").id },
                read: { try await store.connections.list(access, nil, ConnectionFilter(), $0) }, id: \.id)
            try await Self.walk("rules", add: { try await fixture.route("event.\($0)", to: connection).id },
                read: { try await store.rules.list(access, fixture.workspace.id, RuleFilter(), $0) }, id: \.id)
            try await Self.walk("events", add: { _ in try await fixture.accept().id },
                read: { try await store.events.list(access, fixture.workspace.id, EventFilter(status: .completed), $0).page }, id: \.id)
        }
    }

    @Test(arguments: StoreEngine.allCases) func attemptsArePagedByNumber(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            for _ in 0..<5 {
                try await fixture.attempt(connection, .down)
                fixture.time.advance(by: .seconds(3600))
            }
            var numbers: [Int] = []
            var request = PageRequest(limit: 2)
            repeat {
                let page = try await fixture.store.attempts.list(fixture.access, event.id, rule.id, request)
                numbers += page.records.map(\.number)
                request.after = page.next
            } while request.after != nil
            #expect(numbers == [5, 4, 3, 2, 1])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aCursorBelongsToItsListAndFilters(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect("a")
            _ = try await fixture.connect("b")
            for event in ["x", "y"] { _ = try await fixture.route(event, to: connection) }
            let store = fixture.store
            let first = try await store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest(limit: 1))
            let cursor = try #require(first.next)
            let next = PageRequest(limit: 1, after: cursor)
            #expect(try await store.connections.list(fixture.access, nil, ConnectionFilter(), next).records.map(\.name) == ["a"])
            let stranger = try await fixture.stranger()
            var refusals = [
                try await refusal { _ = try await store.connections.list(stranger, nil, ConnectionFilter(), next) },
                try await refusal { _ = try await store.connections.list(fixture.access, fixture.workspace.id, ConnectionFilter(), next) },
                try await refusal { _ = try await store.rules.list(fixture.access, nil, RuleFilter(), next) },
                try await refusal { _ = try await store.workspaces.list(fixture.access, next) },
                try await refusal { _ = try await store.events.list(fixture.access, nil, EventFilter(), next) },
            ]
            for text in ["", "x", String(cursor.text.dropLast()), cursor.text + "A", String(cursor.text.reversed()), "==="] {
                refusals.append(try await refusal {
                    _ = try await store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest(limit: 1, after: Cursor(text)))
                })
            }
            let rules = try await store.rules.list(fixture.access, nil, RuleFilter(), PageRequest(limit: 1))
            refusals.append(try await refusal {
                _ = try await store.rules.list(fixture.access, nil, RuleFilter(event: "x"), PageRequest(limit: 1, after: rules.next))
            })
            #expect(refusals.allSatisfy { $0 == .badRequest }, "\(refusals)")
        }
    }

    /// Adds seven records and reads them in pages of three; two are added after each page, which must not show up.
    private static func walk<Record, ID: Hashable>(
        _ list: Comment, add: (Int) async throws -> ID, read: (PageRequest) async throws -> Page<Record>, id: (Record) -> ID
    ) async throws {
        let present = try await read(PageRequest(limit: 200)).records.map(id)
        var expected: [ID] = []
        for number in 0..<7 { expected.append(try await add(number)) }
        var added = 7
        var seen: [ID] = []
        var request = PageRequest(limit: 3)
        repeat {
            let page = try await read(request)
            #expect(page.limit == 3 && page.records.count <= 3)
            seen += page.records.map(id)
            request.after = page.next
            for _ in 0..<2 {
                _ = try await add(added)
                added += 1
            }
        } while request.after != nil
        #expect(seen == expected.reversed() + present, list)
    }
}
