import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct SessionRetentionTests {
    @Test func oldSessionsAndLaunchTokensGo() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let session = try await server.mint()
            let settings = RetentionSettings()
            func purge() async throws -> PurgeCounts {
                try await server.store.retention.purge(settings, now: server.time.now())
            }
            #expect(try await purge() == PurgeCounts())
            server.time.advance(by: settings.launchTokens + .seconds(31))
            #expect(try await purge().launchTokens == 1)
            let path = "/api/v1/sessions?workspace_id=\(server.tenant.workspace.id)"
            #expect(try await server.send(.get, path)["records"]?.array?.first?["session_id"]?.string == session.id)
            server.time.advance(by: settings.sessions)
            #expect(try await purge().sessions == 1)
            #expect(try await server.send(.get, path)["count"] == 0)
        }
    }
}
