import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct PayloadFieldTests {
    @Test func namesTheMembersOfRecentPayloads() async throws {
        try await ServerFixture.run { server in
            _ = try await server.emit("a", payload: ["email": "ada@example.com", "plan": nil, "user": ["age": 36, "tags": ["x"]]])
            _ = try await server.emit("a", payload: ["plan": "pro", "items": [["sku": "K-1"]], "odd name": 1])
            _ = try await server.emit("b", payload: ["other": true])
            let reply = try server.expect(200, try await server.send(.get, server.workspacePath + "/payload-fields?event=a"))
            #expect(reply["sampled"] == 2)
            let fields = try #require(reply["fields"]?.array)
            let types = Dictionary(uniqueKeysWithValues: fields.map { ($0["path"]?.string ?? "", $0["type"]?.string ?? "") })
            #expect(
                types == [
                    "email": "string", "plan": "string", "user": "object", "user.age": "number", "user.tags": "array",
                    "user.tags.0": "string", "items": "array", "items.0": "object", "items.0.sku": "string",
                ])
            #expect(fields.first { $0["path"] == "user.age" }?["example"] == "36")
            #expect(try await server.send(.get, server.workspacePath + "/payload-fields").parameters == ["event"])
            #expect(try await server.send(.get, server.workspacePath + "/payload-fields?event=none")["fields"] == [])
        }
    }
}
