import MeshesServer
import MeshesTestSupport
import Testing

@Suite struct StaticFileTests {
    private static let app = TestPack.File(
        name: "app.js", path: "/assets/app-ABC.js", type: "text/javascript; charset=utf-8", plain: "plain script", gzip: "packed")
    private static let host = TestPack.File(
        name: nil, path: "/embed.js", type: "text/javascript; charset=utf-8", plain: "host script", gzip: nil)
    private static let guide = TestPack.File(
        name: nil, path: "/docs/guide/index.html", type: "text/html; charset=utf-8", plain: "<p>Guide", gzip: nil)

    @Test func assetsAreKeptForGoodAndCompressedForThoseWhoTakeIt() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            let server = server.serving(TestPack.files([Self.app]))
            let plain = try await server.send(.get, "/assets/app-ABC.js", as: .none)
            #expect(plain.status == 200)
            #expect(plain.text == "plain script")
            #expect(plain.header("Cache-Control") == "public, max-age=31536000, immutable")
            #expect(plain.header("Content-Type") == "text/javascript; charset=utf-8")
            #expect(plain.header("Content-Encoding") == nil)

            let packed = try await server.send(.get, "/assets/app-ABC.js", as: .none, headers: ["Accept-Encoding": "br, gzip;q=0.8"])
            #expect(packed.text == "packed")
            #expect(packed.header("Content-Encoding") == "gzip")
            #expect(packed.header("Vary") == "Accept-Encoding")
            #expect(packed.header("ETag") != plain.header("ETag"))

            let refused = try await server.send(.get, "/assets/app-ABC.js", as: .none, headers: ["Accept-Encoding": "gzip;q=0"])
            #expect(refused.text == "plain script")
        }
    }

    @Test func aKnownFileIsNotSentAgain() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            let server = server.serving(TestPack.files([Self.host]))
            let first = try await server.send(.get, "/embed.js", as: .none)
            #expect(first.header("Cache-Control") == "public, no-cache")
            #expect(first.header("Access-Control-Allow-Origin") == "*")
            let tag = try #require(first.header("ETag"))
            let again = try await server.send(.get, "/embed.js", as: .none, headers: ["If-None-Match": "\"other\", W/\(tag)"])
            #expect(again.status == 304)
            #expect(again.bytes.isEmpty)
            #expect(try await server.send(.get, "/embed.js", as: .none, headers: ["If-None-Match": "\"other\""]).status == 200)
        }
    }

    @Test func documentationPagesMayNotBeFramed() async throws {
        try await ServerFixture.run(runsEngine: false) { server async throws in
            let server = server.serving(TestPack.files([Self.guide]))
            for path in ["/docs/guide", "/docs/guide/", "/docs/guide/index", "/docs/guide/index.html"] {
                let reply = try await server.send(.get, path, as: .none)
                #expect(reply.status == 200, "\(path)")
                #expect(reply.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
            }
            #expect(try await server.send(.get, "/docs/guide/other", as: .none).status == 404)
            #expect(try await server.send(.get, "/docs", as: .none).status == 404)
        }
    }

    @Test func namesLeadToPathsAndUnknownFilesTo404() async throws {
        let files = TestPack.files([Self.app])
        #expect(files.path(of: "app.js") == "/assets/app-ABC.js")
        #expect(files.path(of: "app.css") == nil)
        try await ServerFixture.run(runsEngine: false) { server async throws in
            let server = server.serving(files)
            #expect(try await server.send(.get, "/assets/app-OLD.js", as: .none).status == 404)
            #expect(try await server.send(.get, "/embed.js", as: .none).status == 404)
        }
    }

    @Test func aDamagedPackHoldsNothing() {
        let good = TestPack.bytes([Self.app])
        for length in [0, 3, 4, 20, good.count - 1] {
            #expect(good.prefix(length).withUnsafeBytes { StaticFiles(pack: $0) }.isEmpty, "\(length) bytes")
        }
        #expect(!good.withUnsafeBytes { StaticFiles(pack: $0) }.isEmpty)
    }
}
