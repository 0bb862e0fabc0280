import MeshesModel
import MeshesTestSupport
import Testing

/// Every action of every type with a provider, in every situation, through the whole server: the API, the engine, the store,
/// and a stand-in for the provider. What is expected stands in `SituationTable`.
@Suite struct SituationTests {
    /// On PostgreSQL the first action of each type: what its others ask of a provider has nothing to do with the store's engine.
    @Test(arguments: SituationTable.runs.filter { TestStore.isFile || $0.action.action == $0.type.actions.first?.action })
    func everyDeliveryEndsAsTheTableSays(_ run: SituationRun) async throws {
        try await run.carryOut()
    }

    /// An action without a row fails, and so does a row that is gone.
    @Test func theTableIsWhole() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let integrations = try server.expect(200, try await server.send(.get, "/api/v1/integrations"))["records"]?.array ?? []
            let actions = integrations.filter { $0["type"] != "webhook" }.flatMap { integration in
                (integration["actions"]?.object?.keys.map { $0 } ?? []).map { "\(integration["type"]?.string ?? "") \($0)" }
            }
            let rows = SituationTable.types.flatMap { type in type.actions.map { "\(type.type.rawValue) \($0.action)" } }
            #expect(rows.sorted() == actions.sorted())
            #expect(integrations.count == 15 && rows.count == 33)
        }
        let fields = SituationTable.types.reduce(0) { $0 + $1.actions.count } * Situation.allCases.count
        #expect(SituationTable.runs.count + SituationTable.absences.count == fields)
        #expect(SituationTable.runs.count == 372, "\(SituationTable.absences.map { "\($0.field) (\($0.reason))" }.joined(separator: "\n"))")
    }
}
