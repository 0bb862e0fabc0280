import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct RebindingTests {
    private func request(_ url: String, timeout: Duration = .seconds(60)) throws -> OutboundRequest {
        OutboundRequest(method: .post, url: try URLSyntax.parse(url), headers: [], body: ByteBuffer(string: "{}"), timeout: timeout)
    }

    @Test func looksUpOnceAnAttemptAndConnectsToWhatItFound() async throws {
        let receiver = try await WebhookReceiver.start()
        // 127.0.0.1 stands for the public address here; were there a second look-up, it would lead elsewhere.
        let resolver = StubResolver(["127.0.0.1"], ["127.0.0.2"])
        let client = try Samples.client(try Samples.loopback(), resolver)
        let url = "http://hooks.example.test:\(receiver.port)/ok"
        #expect(try await client.send(request(url)).status == 200)
        #expect(resolver.lookUps == ["hooks.example.test"])
        #expect(receiver.requests.map { $0.header("host") } == ["hooks.example.test:\(receiver.port)"])
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request(url)) }
        #expect(resolver.lookUps.count == 2)
        #expect(receiver.requests.count == 1)
        try await client.shutdown()
        await receiver.stop()
    }

    @Test(arguments: [["8.8.8.8", "10.0.0.1"], ["127.0.0.1", "::1"], ["::ffff:10.0.0.1"], ["2606:4700:4700::1111", "169.254.169.254"]])
    func refusesAnAnswerWithOneForbiddenAddress(_ addresses: [String]) async throws {
        let client = try Samples.client(try Samples.loopback(), StubResolver(addresses))
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request("https://hooks.example.test/ok")) }
        try await client.shutdown()
    }

    @Test func checksLiteralAddressesAtEverySendWithoutALookUp() async throws {
        let resolver = StubResolver(["8.8.8.8"])
        let client = try Samples.client(.strict, resolver)
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request("https://127.0.0.1/")) }
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request("https://localhost/")) }
        #expect(resolver.lookUps.isEmpty)
        try await client.shutdown()
    }

    @Test func aNameOnAClosedPortNeedsAnAllowedAddress() async throws {
        let client = try Samples.client(try Samples.loopback(), StubResolver(["8.8.8.8"]))
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request("https://hooks.example.test:22/")) }
        await #expect(throws: OutboundFailure.forbidden) { try await client.send(request("http://hooks.example.test/")) }
        try await client.shutdown()
    }

    @Test func triesTheNextGoodAddressWhenOneRefuses() async throws {
        let receiver = try await WebhookReceiver.start()
        let policy = try GuardPolicy(allowHTTP: "allowListed", allowedCIDRs: ["127.0.0.0/8"])
        let client = try Samples.client(policy, StubResolver(["127.0.0.9", "127.0.0.1"]))
        #expect(try await client.send(request("http://hooks.example.test:\(receiver.port)/ok")).status == 200)
        try await client.shutdown()
        await receiver.stop()
    }

    @Test func saysWhenANameDoesNotExist() async throws {
        let client = try Samples.client(.strict, StubResolver())
        await #expect(throws: OutboundFailure.network("host name not found")) {
            try await client.send(request("https://hooks.example.test/"))
        }
        try await client.shutdown()
    }
}
