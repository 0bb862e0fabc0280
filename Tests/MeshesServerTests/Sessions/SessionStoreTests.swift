import MeshesModel
import MeshesServer
import MeshesStorage
import MeshesTestSupport
import Testing

/// What the store keeps of tokens: nothing that opens anything.
@Suite struct SessionStoreTests {
    @Test func noTokenIsInTheStore() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            let launch = try #require(session.json["launch_token"]?.string)
            let stored = try await server.store.database.read { connection in
                try connection.query("SELECT hash FROM launch_tokens", []) { $0.blob(0) }
            }
            #expect(stored.count == 1 && stored.allSatisfy { $0.count == 32 && $0 != Array(launch.utf8) })
            let texts = try await server.store.database.read { connection in
                try connection.query("SELECT * FROM sessions", []) { row in (0..<19).map { row.text($0) } }
            }
            #expect(!texts.joined().contains { session.token.contains($0) && $0.count > 20 })
        }
    }
}
