import Foundation
import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

/// Whole attempts against a receiver that verifies by itself.
@Suite struct ReceiverTests {
    private func deliver(_ path: String, _ metadata: JSONObject = [:]) async throws -> (DeliveryOutcome, [ReceivedRequest]) {
        let receiver = try await WebhookReceiver.start()
        let policy = try Samples.loopback()
        let client = try Samples.client(policy)
        let destination = Samples.destination(client, hosts: policy)
        let settings = try destination.settings(
            from: metadata.merging(["url": .string(receiver.url(path))]) { own, _ in own }, keeping: nil
        )
        let outcome = await destination.deliver(try Samples.job(), with: settings)
        try await client.shutdown()
        await receiver.stop()
        return (outcome, receiver.requests)
    }

    @Test(arguments: ["sha256", "sha512"], ["hex", "base64"]) func bodySignaturesVerify(_ algorithm: String, encoding: String) async throws {
        let (outcome, _) = try await deliver(
            "/verify/meshes?key=\(Samples.key)&alg=\(algorithm)&encoding=\(encoding)&prefix=v%3D",
            [
                "hmac_algorithm": .string(algorithm), "hmac_encoding": .string(encoding), "hmac_prefix": "v=",
                "hmac_secret": .string(Samples.key), "payload_mode": "raw",
            ]
        )
        #expect(outcome.httpStatus == 204)
        #expect(outcome.code == .delivered)
    }

    @Test func aWrongKeyDoesNotVerify() async throws {
        let (outcome, _) = try await deliver(
            "/verify/meshes?key=\(Samples.key)x", ["hmac_algorithm": "sha256", "hmac_secret": .string(Samples.key)]
        )
        #expect(outcome.code == .authFailed)
    }

    @Test func standardWebhooksSignaturesVerify() async throws {
        let key = try #require(Samples.newSecret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let (outcome, _) = try await deliver(
            "/verify/standard?key=\(key)", ["standard_webhooks": true, "standard_webhooks_secret": .string(Samples.newSecret)]
        )
        #expect(outcome.httpStatus == 204)
    }

    @Test func theBodyArrivesAsItWasSigned() async throws {
        let (_, requests) = try await deliver("/ok?a=%20b&c=d", ["http_method": "PUT"])
        let request = try #require(requests.first)
        #expect(request.method == "PUT")
        #expect(request.target == "/ok?a=%20b&c=d")
        #expect(request.text == Samples.wrapped)
        #expect(request.header("content-length") == "219")
        for name in ["accept-encoding", "transfer-encoding", "cookie", "expect", "referer", "traceparent"] {
            #expect(request.header(name) == nil)
        }
    }

    @Test func anEchoedCredentialIsNotShown() async throws {
        let (outcome, _) = try await deliver("/echo-auth", ["auth_scheme": "bearer", "auth_token": "very-secret-token"])
        #expect(outcome.details?.response?.body == "[redacted]")
    }

    @Test func aGoneEndpointSwitchesTheConnectionOff() async throws {
        let (outcome, _) = try await deliver("/status/410")
        #expect(outcome.code == .destinationGone)
        #expect(outcome.verdict == .switchOff(nil, detail: "endpoint answered 410 Gone"))
    }

    @Test(arguments: ["17", "Sun,%2022%20Mar%202026%2000:00:17%20GMT"]) func waitsAreRead(_ value: String) async throws {
        let (outcome, _) = try await deliver("/status/429?retry-after=\(value)")
        #expect(outcome.code == .rateLimited)
        #expect(outcome.retryAfter == (value == "17" ? .seconds(17) : .milliseconds(16_500)))
        #expect(outcome.pausesConnection)
    }

    @Test func anUnknownAddressIsNotNamed() async throws {
        let client = try Samples.client(.strict)
        let settings = ConnectionSettings(metadata: ["url": "https://127.0.0.1/x"], secrets: [:])
        let outcome = await Samples.destination(client).deliver(try Samples.job(), with: settings)
        #expect(outcome.code == .rejectedClientError)
        #expect(outcome.message == "destination address not allowed")
        try await client.shutdown()
    }
}
