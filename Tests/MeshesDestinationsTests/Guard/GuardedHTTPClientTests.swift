import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct GuardedHTTPClientTests {
    private func exchange(
        _ path: String, timeout: Duration = .seconds(60), _ receiver: WebhookReceiver
    ) async throws -> Result<OutboundAnswer, OutboundFailure> {
        let client = try Samples.client(try Samples.loopback())
        let request = OutboundRequest(
            method: .post, url: try URLSyntax.parse(receiver.url(path)), headers: [("X-CaSe", "1"), ("X-CaSe", "2")],
            body: ByteBuffer(string: "{}"), timeout: timeout
        )
        let result: Result<OutboundAnswer, OutboundFailure>
        do throws(OutboundFailure) { result = .success(try await client.send(request)) } catch { result = .failure(error) }
        try await client.shutdown()
        await receiver.stop()
        return result
    }

    @Test func sendsHeadersInOrderAndNothingOfItsOwn() async throws {
        let receiver = try await WebhookReceiver.start()
        _ = try await exchange("/ok?q=%2F", receiver)
        let request = try #require(receiver.requests.first)
        #expect(request.target == "/ok?q=%2F")
        #expect(request.headers.map(\.name).sorted() == ["Content-Length", "Host", "X-CaSe", "X-CaSe"])
        #expect(request.headers.filter { $0.name == "X-CaSe" }.map(\.value) == ["1", "2"])
        #expect(request.header("host") == "127.0.0.1:\(receiver.port)")
        #expect(request.text == "{}")
    }

    @Test func pathAndQueryGoOutAsTheyAreStored() async throws {
        let receiver = try await WebhookReceiver.start()
        _ = try await exchange("/ok/a//b/../c;d,e=(f)*!'$&+@:~?x=%2f&y=%5B1%5D&z=a/b?c;d+e", receiver)
        #expect(receiver.requests.map(\.target) == ["/ok/a//b/../c;d,e=(f)*!'$&+@:~?x=%2f&y=%5B1%5D&z=a/b?c;d+e"])
    }

    @Test func reusesConnections() async throws {
        let receiver = try await WebhookReceiver.start()
        let client = try Samples.client(try Samples.loopback())
        let url = try URLSyntax.parse(receiver.url("/status/200?body=hello"))
        for _ in 0..<3 {
            _ = try await client.send(OutboundRequest(method: .post, url: url, headers: [], body: ByteBuffer(), timeout: .seconds(60)))
        }
        #expect(Set(receiver.requests.map(\.socket)).count == 1)
        try await client.shutdown()
        await receiver.stop()
    }

    @Test func neverReusesAConnectionAfterAMinute() async throws {
        let receiver = try await WebhookReceiver.start()
        let time = ManualTime()
        let client = try GuardedHTTPClient(policy: try Samples.loopback(), resolver: StubResolver(), time: time)
        let request = OutboundRequest(
            method: .post, url: try URLSyntax.parse(receiver.url("/ok")), headers: [], body: ByteBuffer(), timeout: .seconds(60)
        )
        _ = try await client.send(request)
        time.advance(by: .seconds(59))
        _ = try await client.send(request)
        time.advance(by: .seconds(1))
        _ = try await client.send(request)
        #expect(receiver.requests.last?.socket != receiver.requests.first?.socket)
        try await client.shutdown()
        await receiver.stop()
    }

    @Test func doesNotFollowRedirects() async throws {
        let receiver = try await WebhookReceiver.start()
        let answer = try await exchange("/redirect", receiver).get()
        #expect(answer.status == 302)
        #expect(answer.header("location") == "/trap")
        #expect(receiver.requests.map(\.path) == ["/redirect"])
    }

    @Test(arguments: [
        ("/reset", "connection reset"), ("/garbage", "answer is not HTTP"), ("/close", "connection closed without an answer"),
        ("/big-headers", "answer has a header section of more than 32 KiB"),
    ])
    func reportsBrokenAnswers(_ path: String, reason: String) async throws {
        let receiver = try await WebhookReceiver.start()
        let result = try await exchange(path, receiver)
        #expect(throws: OutboundFailure.network(reason)) { try result.get() }
        #expect(receiver.requests.count == 1)
    }

    @Test func reportsARefusedConnection() async throws {
        let receiver = try await WebhookReceiver.start()
        await receiver.stop()
        let result = try await exchange("/ok", receiver)
        #expect(throws: OutboundFailure.network("connection refused or host unreachable")) { try result.get() }
    }

    @Test func givesUpWhenNoStatusComesInTime() async throws {
        let result = try await exchange("/slow-headers/20000", timeout: .milliseconds(200), try await WebhookReceiver.start())
        #expect(throws: OutboundFailure.timeout("no full answer in time")) { try result.get() }
    }

    @Test(arguments: ["/drip?status=200", "/drip?status=500", "/slow-body/20000"])
    func judgesByTheStatusWhenOnlyTheBodyIsLate(_ path: String) async throws {
        // Long enough for the head to come on a busy machine, short enough for the body to be late.
        let answer = try await exchange(path, timeout: .seconds(4), try await WebhookReceiver.start()).get()
        #expect(answer.status == (path.hasSuffix("500") ? 500 : 200))
        #expect(answer.bodyCut)
    }

    @Test func waitsForAnAnswerThatIsSlowButInTime() async throws {
        let answer = try await exchange("/slow-headers/50", try await WebhookReceiver.start()).get()
        #expect(answer.status == 200)
        #expect(!answer.bodyCut)
    }

    @Test func readsNoMoreThanTheLimitOfABody() async throws {
        let answer = try await exchange("/big/10000000", try await WebhookReceiver.start()).get()
        #expect(answer.body.readableBytes == 64 * 1024)
        #expect(answer.bodyCut)
        let fits = try await exchange("/big/65536", try await WebhookReceiver.start()).get()
        #expect(fits.body.readableBytes == 65_536)
        #expect(!fits.bodyCut)
    }
}
