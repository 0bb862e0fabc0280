import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct MappingTests {
    static let empty: JSONValue = ["fields": [], "schema_version": 1]

    @Test func isGeneratedUntilSomebodySaves() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let path = "/api/v1/connections/\(try #require(connection["id"]?.string))/mappings/default"
            let generated = try await server.send(.get, path)
            #expect(generated["status"] == "generated")
            #expect(generated["mapping"]?["schema"] == Self.empty)
            #expect(generated["mapping"]?["version"] == 1)
            #expect(try await server.send(.get, path)["status"] == "generated")

            let saved = try await server.send(
                .put, path,
                json: [
                    "schema": Self.empty, "name": "Mine", "mapping_id": try #require(generated["mapping"]?["mapping_id"]),
                    "workspace_id": try #require(connection["workspace"]), "expected_version": 1,
                ])
            #expect(saved.status == 200)
            #expect(saved["status"] == "stored")
            #expect(saved["mapping"]?["name"] == "Mine")
            let version = try #require(saved["mapping"]?["version"]?.integer)
            #expect(try await server.send(.get, path).json == saved.json)
            #expect(try await server.send(.get, path + "?generated=true")["status"] == "generated")

            let again = try await server.send(.put, path, json: ["schema": Self.empty, "expected_version": .integer(version)])
            #expect(again["mapping"]?["version"]?.integer == version + 1)
            #expect(again["mapping"]?["mapping_id"] == saved["mapping"]?["mapping_id"])
            #expect(again["mapping"]?["name"] == "Mine")
            let stale = try await server.send(.put, path, json: ["schema": Self.empty, "expected_version": .integer(version)])
            #expect(stale.status == 409)
            #expect(stale.errorName == "VersionMismatch")
        }
    }

    @Test func webhooksHaveNone() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let path = "/api/v1/connections/\(try #require(connection["id"]?.string))/mappings/default"
            let field: JSONValue = ["dest": "email", "source": ["type": "path", "value": "email"]]
            let reply = try await server.send(.put, path, json: ["schema": ["schema_version": 1, "fields": [field]]])
            #expect(reply.status == 422)
            #expect(try await server.send(.get, path)["status"] == "generated")
        }
    }

    @Test(arguments: [
        (["schema": ["schema_version": 2, "fields": []]], 422, ["schema.schema_version"]),
        (["schema": ["schema_version": 1]], 422, ["schema.fields"]),
        ([:], 400, ["schema"]),
        (["schema": ["schema_version": 1, "fields": []], "expected_version": 0], 400, ["expected_version"]),
        (["schema": ["schema_version": 1, "fields": []], "workspace_id": "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"], 400, ["workspace_id"]),
    ] as [(JSONValue, Int, [String])])
    func badOnesAreRefused(_ body: JSONValue, _ status: Int, _ parameters: [String]) async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let reply = try await server.send(
                .put, "/api/v1/connections/\(try #require(connection["id"]?.string))/mappings/default", json: body)
            #expect(reply.status == status)
            #expect(reply.parameters == parameters)
        }
    }
}
