import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MeshesModel
import MeshesServer
import MeshesTestSupport
import NIOCore
import Testing

/// The same over a socket.
@Suite struct LiveTests {
    @Test func acceptsAndRefusesOnOneConnection() async throws {
        try await ServerFixture.run(settings: ServerSettings(port: 0, limits: .off)) { server in
            let application = MeshesServer.application(services: server.services, settings: server.settings)
            let key = server.tenant.publishableKey.key
            try await application.test(.live) { client in
                let name = try #require(HTTPField.Name("X-Meshes-Publishable-Key"))
                let headers: HTTPFields = [name: key]
                let large = ByteBuffer(string: String(repeating: " ", count: 3 << 20))
                for _ in 0..<2 {
                    let good = ByteBuffer(string: #"{"event":"a","payload":{"x":1}}"#)
                    try await client.execute(uri: "/api/v1/events", method: .post, headers: headers, body: good) { response in
                        #expect(response.status == .created)
                        #expect(response.headers[.contentType] == "application/json")
                    }
                    // The connection outlives a body that nobody reads to its end.
                    try await client.execute(uri: "/api/v1/events", method: .post, headers: headers, body: large) { response in
                        #expect(response.status == .contentTooLarge)
                    }
                    try await client.execute(uri: "/readyz", method: .get) { response in #expect(response.status == .ok) }
                    try await client.execute(uri: "/readyz", method: .head) { response in
                        #expect(response.status == .ok)
                        #expect(response.body.readableBytes == 0)
                    }
                }
            }
        }
    }
}
