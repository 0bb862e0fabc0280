import MeshesModel
import MeshesStorage
import Testing

@Suite struct MappingRepositoryTests {
    private static let schema: JSONObject = ["schema_version": 1, "fields": []]

    @Test(arguments: StoreEngine.allCases) func eachSaveIsANewVersionOfTheSameMapping(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let mappings = fixture.store.mappings
            #expect(try await mappings.current(fixture.access, connection.id) == nil)
            let first = try await mappings.save(fixture.access, Self.mapping(connection, name: nil, expected: 0))
            #expect(first.version == 1 && first.name == "Default mapping" && first.id == first.mappingID)
            fixture.time.advance(by: .seconds(1))
            let second = try await mappings.save(fixture.access, Self.mapping(connection, name: "Contacts", expected: 1))
            #expect(second.version == 2 && second.mappingID == first.mappingID && second.name == "Contacts")
            #expect(second.createdAt == first.createdAt && second.updatedAt == fixture.time.now())
            let third = try await mappings.save(fixture.access, Self.mapping(connection, name: nil, expected: nil))
            #expect(third.version == 3 && third.name == "Contacts")
            #expect(try await mappings.current(fixture.access, connection.id) == third)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aStaleSaveIsRefused(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let mappings = fixture.store.mappings
            let first = try await mappings.save(fixture.access, Self.mapping(connection, name: nil, expected: nil))
            for expected: Int64 in [0, 2] {
                let refused = try await refusal {
                    _ = try await mappings.save(fixture.access, Self.mapping(connection, name: nil, expected: expected))
                }
                #expect(refused == .versionMismatch)
            }
            #expect(try await mappings.current(fixture.access, connection.id) == first)
        }
    }

    private static func mapping(_ connection: Connection, name: String?, expected: Int64?) -> NewMapping {
        NewMapping(connection: connection.id, name: name, schema: schema, catalogVersion: "c1", expectedVersion: expected)
    }
}
