import Logging
import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// What the log says of a session, and what it never holds.
@Suite struct SessionLogTests {
    @Test func theAuditNamesSessionAndUserAndNoToken() async throws {
        try await ServerFixture.run(settings: ServerSettings(limits: .off), runsEngine: false) { server in
            let log = RecordedLog()
            let server = server.serving(LaunchPack.files).logging(to: log)
            let session = try await server.mint(.member, extra: ["external_user_id": "u_7"])
            _ = try await server.send(.get, session.launchPath, as: .none, headers: ["Referer": "https://app.example.com/secret?path"])
            _ = try await server.send(.get, session.launchPath, as: .none)
            let second = try await server.refresh(session)
            let fresh = EmbeddedSession(json: try await server.send(.post, "/api/v1/sessions/\(session.id)/launch").json)
            _ = try await server.send(.post, "/api/v1/rules", as: second.credential, json: [:])
            _ = try await server.send(.get, "/api/v1/session?token=\(second.token)", as: .bearer(second.token + "x"))
            _ = try await server.send(.delete, "/api/v1/sessions/\(session.id)")
            for line in ["Session minted", "Session launched", "Session refreshed", "Session launch URL issued", "Session denied", "Session revoked"] {
                let entry = try #require(log.lines.first { $0.message == line }, "\(line)")
                #expect(entry.metadata["external_user_id"] == "u_7", "\(line)")
                #expect("\(entry.metadata)".contains(session.id), "\(line)")
            }
            #expect(log.lines.first { $0.message == "Session launched" }?.metadata["referrer_origin"] == "https://app.example.com")
            let text = log.lines.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
            for secret in [session.token, second.token] { #expect(!text.contains(secret.split(separator: ".")[2])) }
            for url in [session.launchURL, fresh.launchURL] { #expect(!text.contains(url.suffix(43))) }
            #expect(!text.contains("launch=") && !text.contains("Bearer") && !text.contains("secret?path"))
        }
    }
}
