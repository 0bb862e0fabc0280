import MeshesDestinations
import MeshesModel
import NIOCore
import Testing

@Suite struct CaptureTests {
    private static let settings: JSONObject = [
        "url": "https://hooks.example.com/in?api_key=query-secret&x=1", "auth_scheme": "basic", "auth_username": "me",
        "auth_password": "pa/ss\"word", "custom_headers": ["X-Key": "custom-value"], "hmac_algorithm": "sha256",
        "hmac_secret": "hmac-secret-012345", "standard_webhooks": true, "standard_webhooks_secret": .string(Samples.newSecret),
    ]

    private func details(
        _ body: String, headers: [(String, String)] = [("Content-Type", "text/plain")], bytes: ByteBuffer? = nil, cut: Bool = false
    ) async throws -> ResponseDetails {
        let answer = OutboundAnswer(status: 400, headers: headers, body: bytes ?? ByteBuffer(string: body), bodyCut: cut)
        let destination = Samples.destination(RecordingSender(.success(answer)))
        let outcome = await destination.deliver(try Samples.job(), with: try destination.settings(from: Self.settings, keeping: nil))
        return try #require(outcome.details)
    }

    @Test func cutsEchoedSecrets() async throws {
        let key = String(Samples.newSecret.dropFirst(6))
        let echo = [
            "pa/ss\"word", "custom-value", "hmac-secret-012345", Samples.newSecret, key, "Basic bWU6cGEvc3Mid29yZA==",
            #"{"password":"pa\/ss\"word"}"#, "query-secret",
        ].joined(separator: "\n")
        let headers = [("Content-Type", "text/plain"), ("WWW-Authenticate", #"Basic realm="custom-value""#)]
        let response = try #require(try await details(echo, headers: headers).response)
        let shown = (response.body ?? "") + response.headers.values.joined()
        for secret in ["pa/ss", "pa\\/ss", "custom-value", "hmac-secret", key, "bWU6", "query-secret"] {
            #expect(!shown.contains(secret), "\(secret) is shown")
        }
        #expect(response.body?.contains("[redacted]") == true)
    }

    @Test func theRequestShowsNoSecretEither() async throws {
        let request = try #require(try await details("").request)
        #expect(request.url == "https://hooks.example.com/in?api_key=[redacted]&x=1")
        #expect(request.headers["Authorization"] == "[redacted]")
        #expect(request.headers["X-Key"] == "[redacted]")
        #expect(request.headers["X-Meshes-Attempt"] == "1")
    }

    @Test func keepsListedHeadersOnly() async throws {
        let headers = [
            ("Content-Type", "application/json"), ("Server", "nginx"), ("Set-Cookie", "a=b"), ("X-Powered-By", "x"), ("Retry-After", "5"),
            ("RateLimit-Limit", "10"), ("RateLimit", "a"), ("CF-Ray", "1"), ("X-Request-Id", "r"), ("traceparent", "t"),
        ]
        let response = try #require(try await details("{}", headers: headers).response)
        #expect(response.headers.keys.sorted() == [
            "cf-ray", "content-type", "ratelimit", "ratelimit-limit", "retry-after", "server", "traceparent", "x-request-id",
        ])
        #expect(response.contentType == "application/json")
    }

    @Test func keepsTheBeginningOfTextOnly() async throws {
        let long = try #require(try await details(String(repeating: "é", count: 5000)).response)
        #expect(long.body?.utf8.count == 8192)
        #expect(long.bodyBytes == 10_000)
        #expect(long.bodyTruncated)
        let edge = try #require(try await details("a" + String(repeating: "é", count: 5000)).response)
        #expect(edge.body?.utf8.count == 8191)
        let cut = try #require(try await details("begin", cut: true).response)
        #expect(cut.body == "begin")
        #expect(cut.bodyTruncated)
    }

    @Test func repairsTextAndLeavesBinaryOut() async throws {
        let bytes = ByteBuffer(bytes: Array("a\u{0}b\u{1B}[31mc\n".utf8) + [0xFF])
        #expect(try await details("", bytes: bytes).response?.body == "ab[31mc\n\u{FFFD}")
        let image = try #require(try await details("", headers: [("Content-Type", "image/png")], bytes: ByteBuffer(bytes: [1, 2, 3])).response)
        #expect(image.body == nil)
        #expect(image.bodyBytes == 3)
        #expect(image.contentType == "image/png")
        #expect(try await details("{}", headers: [("Content-Type", "application/problem+json; charset=utf-8")]).response?.body == "{}")
    }
}
