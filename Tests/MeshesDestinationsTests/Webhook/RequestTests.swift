import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct RequestTests {
    private func request(
        _ metadata: JSONObject = [:], job: DeliveryJob? = nil, time: ManualTime = ManualTime(Samples.sentAt)
    ) async throws -> OutboundRequest {
        let sender = RecordingSender()
        let destination = Samples.destination(sender, time: time)
        let settings = try destination.settings(from: metadata.merging(["url": .string(Samples.url)]) { own, _ in own }, keeping: nil)
        let outcome = await destination.deliver(try job ?? Samples.job(), with: settings)
        #expect(outcome.code == .delivered)
        return try #require(sender.requests.first)
    }

    @Test(arguments: ["POST", "PUT", "PATCH", "post"], ["wrapped", "raw"])
    func sendsEachMethodInEachMode(_ method: String, mode: String) async throws {
        let request = try await request(["http_method": .string(method), "payload_mode": .string(mode)])
        #expect(request.method.rawValue == method.uppercased())
        #expect(request.text == (mode == "raw" ? Samples.raw : Samples.wrapped))
        #expect(request.url.text == Samples.url)
    }

    @Test func wrappedRequestsCarryTheseHeaders() async throws {
        let request = try await request(["timeout_seconds": "7"])
        #expect(request.headers.map { "\($0.0): \($0.1)" } == [
            "Content-Type: application/json", "User-Agent: Meshes/1.0", "Accept: */*",
            "X-Meshes-Delivery-Id: 9b2b7c52-3f55-4c53-9c63-8c0a5c8de001", "X-Meshes-Attempt: 1", "X-Meshes-Timestamp: 1774137600",
        ])
        #expect(request.timeout == .seconds(7))
    }

    @Test func rawRequestsDescribeTheEventInHeaders() async throws {
        let job = try Samples.job(name: "user signed/up", resource: "café 1", resourceID: "100%")
        let request = try await request(["payload_mode": "raw"], job: job)
        #expect(request.header("X-Meshes-Event-Id") == "5f0c2f4e-8a55-4f0e-9b1b-0c8e6a6d7f10")
        #expect(request.header("X-Meshes-Event") == "user%20signed/up")
        #expect(request.header("X-Meshes-Resource") == "caf%C3%A9%201")
        #expect(request.header("X-Meshes-Resource-Id") == "100%25")
        #expect(request.header("X-Meshes-Time-Created") == "1774137600000")
        #expect(request.header("X-Meshes-Time-Sent") == "1774137600500")
        let without = try await self.request(["payload_mode": "raw"], job: try Samples.job(resourceID: nil))
        #expect(without.header("X-Meshes-Resource-Id") == nil)
    }

    @Test func thePayloadGoesOutAsItCame() async throws {
        let payload = #"{"z":1.10,"a":12345678901234567890,"e":1e400,"s":"a\/b ☃","a2":[ 1 , 2 ]}"#
        let wrapped = try await request(job: try Samples.job(payload: " \n\(payload)\t\r\n", resourceID: nil))
        #expect(wrapped.text.contains(#""resource_id":null,"payload":\#(payload),"time_created""#))
        #expect(try await request(["payload_mode": "raw"], job: try Samples.job(payload: "  \(payload) ")).text == payload)
    }

    @Test func textsOfTheEnvelopeAreEscaped() async throws {
        let job = try Samples.job(name: "a\"b\\c", resource: "tab\tline\nbell\u{7}", resourceID: "ë")
        let text = try await request(job: job).text
        #expect(text.contains(#""event":"a\"b\\c","resource":"tab\tline\nbell\u0007","resource_id":"ë","payload""#))
    }

    @Test func twoAttemptsShareIdsButNotTimesAndSignatures() async throws {
        let metadata: JSONObject = ["hmac_algorithm": "sha256", "hmac_secret": .string(Samples.key)]
        let time = ManualTime(Samples.sentAt)
        let first = try await request(metadata, time: time)
        time.advance(by: .seconds(10))
        let second = try await request(metadata, job: try Samples.job(attempt: 2), time: time)
        #expect(first.header("X-Meshes-Delivery-Id") == second.header("X-Meshes-Delivery-Id"))
        #expect(second.header("X-Meshes-Attempt") == "2")
        #expect(first.header("X-Meshes-Signature") != second.header("X-Meshes-Signature"))
        #expect(second.text.hasSuffix(#""time_sent":1774137610500}"#))
    }

    @Test func addsAuthAndCustomHeadersAndBothSignatures() async throws {
        let request = try await request([
            "auth_scheme": "bearer", "auth_token": "Bearer abc.def", "custom_headers": ["X-One": "1", "X-Two": "two words"],
            "hmac_algorithm": "sha512", "hmac_secret": .string(Samples.key), "hmac_header": "X-Hub-Signature",
            "standard_webhooks": true, "standard_webhooks_secret": .string(Samples.newSecret),
        ])
        #expect(request.header("Authorization") == "Bearer abc.def")
        #expect(request.header("X-One") == "1")
        #expect(request.header("X-Two") == "two words")
        #expect(request.header("X-Hub-Signature")?.count == 128)
        #expect(request.header("webhook-signature")?.hasPrefix("v1,") == true)
    }

    @Test func sendsAnyAuthHeader() async throws {
        let request = try await request(["auth_scheme": "header", "auth_header_name": "authorization", "auth_header_value": "Token abc"])
        #expect(request.header("Authorization") == "Token abc")
    }

    @Test func aBodyAboveTheLimitIsNotSent() async throws {
        let sender = RecordingSender()
        let settings = ConnectionSettings(metadata: ["url": .string(Samples.url), "payload_mode": "raw"], secrets: [:])
        let outcome = await Samples.destination(sender).deliver(
            try Samples.job(payload: String(repeating: "x", count: (1 << 20) + 1)), with: settings
        )
        #expect(outcome.code == .payloadTooLarge)
        #expect(sender.requests.isEmpty)
    }

    @Test(arguments: [
        (["url": "https://hooks.example.com/"], ["custom_headers": #"[{"name":"X-A","value":"a\r\nX-B: b"}]"#]),
        (["url": "https://hooks.example.com/"], ["custom_headers": #"[{"name":"Host","value":"evil"}]"#]),
        (["url": "https://hooks.example.com/", "auth_scheme": "bearer"], ["auth_token": "a\nb"]),
        (["url": "https://hooks.example.com/", "auth_scheme": "bearer"], [:]),
        (["url": "gopher://hooks.example.com/"], [:]),
    ] as [(JSONObject, [String: String])])
    func storedSettingsThatBreakTheRulesAreNotUsed(_ metadata: JSONObject, secrets: [String: String]) async throws {
        let sender = RecordingSender()
        let settings = ConnectionSettings(metadata: metadata, secrets: secrets.mapValues { Secret($0) })
        let outcome = await Samples.destination(sender).deliver(try Samples.job(), with: settings)
        #expect(outcome.code == .internalError)
        #expect(sender.requests.isEmpty)
    }
}
