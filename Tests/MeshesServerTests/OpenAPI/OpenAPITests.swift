import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// The server has exactly the operations of the document, each with exactly its statuses.
@Suite struct OpenAPITests {
    struct Operation: Hashable, CustomStringConvertible {
        var name: String
        var method: String
        var path: String
        var statuses: [Int]

        var description: String { "\(method) \(path) \(name) \(statuses)" }
    }

    @Test func serverAndDocumentAgree() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.get, "/openapi.json", as: .none)
            #expect(reply.status == 200)
            #expect(reply.header("Content-Type") == "application/json")
            #expect(reply["openapi"]?.string?.hasPrefix("3.1") == true)
            var documented: Set<Operation> = []
            for (path, item) in try #require(reply["paths"]?.object) {
                for (method, operation) in try #require(item.object) where HTTPMethods.named(method.uppercased()) != nil {
                    let statuses = try #require(operation["responses"]?.object).keys.compactMap { Int($0) }.sorted()
                    documented.insert(
                        Operation(
                            name: try #require(operation["operationId"]?.string), method: method.uppercased(), path: path,
                            statuses: statuses))
                }
            }
            let served = Set(
                server.responder.operations.filter(\.isAPI).map {
                    Operation(name: $0.name, method: $0.method, path: $0.path, statuses: $0.statuses.sorted())
                })
            for missing in documented.subtracting(served) { Issue.record("not served: \(missing)") }
            for extra in served.subtracting(documented) { Issue.record("not documented: \(extra)") }
        }
    }
}
