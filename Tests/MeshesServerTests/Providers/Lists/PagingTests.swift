import MeshesModel
import MeshesTestSupport
import Testing

/// Every list that is loaded from a provider, through the whole server.
@Suite struct PagingTests {
    @Test(arguments: LiveList.all)
    func aListComesWholeAndStaysWhenTheProviderFails(_ list: LiveList) async throws {
        try await DestinationCases[list.type].run(rule: nil, callTimeout: .seconds(15), log: nil) { server, fake, connection, _ in
            list.arrange(fake)
            server.time.advance(by: .seconds(31))
            let before = fake.targets.count
            let whole = try await list.load(server, connection, refresh: true)
            let calls = fake.targets.dropFirst(before)
            #expect(calls.count { $0.hasPrefix(list.call) } >= list.pages, "\(calls)")
            #expect(list.ids(in: whole).isSuperset(of: list.ids), "\(whole.compactText)")

            // Nobody asks the provider for what is known.
            server.time.advance(by: .seconds(31))
            let asked = fake.targets.count
            #expect(try await list.load(server, connection, refresh: false) == whole)
            #expect(fake.targets.count == asked)

            // Whichever of its calls fails, the last copy is kept.
            for failing in Set([0, 1, calls.count / 2, calls.count - 1]).filter({ $0 < calls.count }).sorted() {
                server.time.advance(by: .seconds(31))
                let asked = fake.targets.count
                fake.next(.pass, times: failing)
                fake.next(.fail(status: 503), times: 1)
                #expect(try await list.load(server, connection, refresh: true) == whole, "call \(failing)")
                #expect(fake.targets.count > asked + failing)
            }
        }
    }

    /// A new list without a line fails.
    @Test func everyChoiceOfEveryActionIsAmongThem() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let integrations = try server.expect(200, try await server.send(.get, "/api/v1/integrations"))["records"]?.array ?? []
            let choices = integrations.flatMap { integration in
                (integration["actions"]?.object?.values.flatMap { $0["data"]?.array ?? [] } ?? [])
                    .filter { $0["kind"] != "field" }.map { "\(integration["type"]?.string ?? "") \($0["key"]?.string ?? "")" }
            }
            #expect(Set(LiveList.all.filter { $0.name != "fields" }.map(\.testDescription)) == Set(choices))
        }
    }
}
