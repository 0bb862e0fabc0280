import MeshesDestinations
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct TLSTests {
    private static let name = "hooks.example.test"

    private func result(
        _ certificate: TestCertificate, caFile: String?
    ) async throws -> Result<OutboundAnswer, OutboundFailure> {
        let receiver = try await WebhookReceiver.start(certificate: certificate)
        let client = try Samples.client(try Samples.loopback(caFile: caFile), StubResolver(["127.0.0.1"]))
        let request = OutboundRequest(
            method: .post, url: try URLSyntax.parse("https://\(Self.name):\(receiver.port)/ok"), headers: [],
            body: ByteBuffer(string: "{}"), timeout: .seconds(60)
        )
        let result: Result<OutboundAnswer, OutboundFailure>
        do throws(OutboundFailure) { result = .success(try await client.send(request)) } catch { result = .failure(error) }
        try await client.shutdown()
        await receiver.stop()
        return result
    }

    @Test func trustsTheOperatorsRootAndChecksTheName() async throws {
        let authority = try TestCertificateAuthority()
        defer { authority.remove() }
        let good = try await result(try authority.certificate(for: Self.name), caFile: authority.caFile)
        #expect(try good.get().status == 200)
        let expired = try await result(try authority.certificate(for: Self.name, days: -1), caFile: authority.caFile)
        #expect(throws: OutboundFailure.network("TLS: certificate expired")) { try expired.get() }
        let other = try await result(try authority.certificate(for: "other.example.test"), caFile: authority.caFile)
        #expect(throws: OutboundFailure.network("TLS: certificate is for another name")) { try other.get() }
        let unknown = try await result(try authority.certificate(for: Self.name), caFile: nil)
        #expect(throws: OutboundFailure.network("TLS: certificate of an unknown issuer")) { try unknown.get() }
    }

    @Test func saysWhenTheFileOfRootsCannotBeRead() {
        let error = #expect(throws: GuardSettingError.self) { try Samples.client(try Samples.loopback(caFile: "/nowhere.pem")) }
        #expect(error?.setting == "webhooks.caFile")
    }
}
