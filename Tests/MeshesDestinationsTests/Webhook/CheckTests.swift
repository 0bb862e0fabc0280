import Foundation
import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct CheckTests {
    private func check(
        _ destination: WebhookDestination, _ metadata: JSONObject = [:], stored: ConnectionSettings? = nil
    ) async throws -> ConnectionSettings {
        let settings = try destination.settings(
            from: metadata.merging(["url": .string(Samples.url)]) { own, _ in own }, keeping: stored
        )
        _ = try await destination.check(settings, replacing: stored, workspace: try Samples.workspace())
        return settings
    }

    @Test func sendsASampleEvent() async throws {
        let sender = RecordingSender()
        _ = try await check(
            Samples.destination(sender), ["auth_scheme": "bearer", "auth_token": "abc", "hmac_algorithm": "sha256", "hmac_secret": .string(Samples.key)]
        )
        let request = try #require(sender.requests.first)
        #expect(sender.requests.count == 1)
        #expect(request.header("X-Meshes-Test") == "true")
        #expect(request.header("Authorization") == "Bearer abc")
        #expect(request.header("X-Meshes-Signature")?.count == 64)
        #expect(request.text.contains(
            #""event":"meshes.test","resource":"test","resource_id":null,"payload":{"email":"test@example.com","message":"Test request"}"#
        ))
    }

    @Test func refusesWithTheStatusAndTheBeginningOfTheAnswer() async throws {
        let html = "<html><style>p{}</style><script>alert(1)</script><body><h1>No&nbsp;way</h1>\n<p>1 < 2 " + String(repeating: "x", count: 400)
        let sender = RecordingSender(status: 401, headers: [("Content-Type", "text/html")], body: html)
        let error = await #expect(throws: MeshesError.self) { _ = try await check(Samples.destination(sender)) }
        #expect(error?.name == .connectionTestFailed)
        #expect(error?.name.status == 422)
        #expect(error?.issues == [ParameterIssue("url", "HTTP 401")])
        let excerpt = try #require(error?.message.components(separatedBy: "Answer: ").last)
        #expect(excerpt.hasPrefix("No&nbsp;way 1 < 2 xxx"))
        #expect(excerpt.count == 300)
    }

    @Test(arguments: [
        (.forbidden, "destination address not allowed"), (.network("host name not found"), "host name not found"),
        (.timeout("no full answer in time"), "no full answer in time"),
    ] as [(OutboundFailure, String)])
    func refusesWhatCannotBeReached(_ failure: OutboundFailure, reason: String) async {
        let error = await #expect(throws: MeshesError.self) { _ = try await check(Samples.destination(RecordingSender(.failure(failure)))) }
        #expect(error?.name == .connectionTestFailed)
        #expect(error?.issues == [ParameterIssue("url", reason)])
    }

    @Test(arguments: [302, 410, 500]) func onlySuccessPasses(_ status: Int) async {
        await #expect(throws: MeshesError.self) { _ = try await check(Samples.destination(RecordingSender(status: status))) }
    }

    @Test(arguments: [true, "true"] as [JSONValue]) func theSwitchSkipsTheRequestOnly(_ skip: JSONValue) async throws {
        let sender = RecordingSender(status: 500)
        _ = try await check(Samples.destination(sender), ["skip_url_test": skip])
        #expect(sender.requests.isEmpty)
        await #expect(throws: MeshesError.self) { _ = try await check(Samples.destination(sender), ["skip_url_test": skip, "url": "https://10.0.0.1/"]) }
    }

    @Test func runsAgainOnlyWhenSomethingThatMattersChanges() async throws {
        let sender = RecordingSender()
        let destination = Samples.destination(sender)
        let base: JSONObject = ["standard_webhooks": true, "custom_headers": ["X-A": "1"]]
        let stored = try await check(destination, base)
        _ = try await check(destination, base.merging(["timeout_seconds": 5]) { $1 }, stored: stored)
        _ = try await check(destination, base.merging(["standard_webhooks_rotate": true]) { $1 }, stored: stored)
        #expect(sender.requests.count == 1)
        _ = try await check(destination, base.merging(["custom_headers": ["X-A": "2"]]) { $1 }, stored: stored)
        #expect(sender.requests.count == 2)
    }

    @Test func countsTestsOfAHostAndOfAWorkspace() async throws {
        let time = ManualTime(Samples.sentAt)
        let destination = Samples.destination(RecordingSender(), time: time)
        for _ in 0..<3 { _ = try await check(destination) }
        time.advance(by: .seconds(20))
        let host = await #expect(throws: MeshesError.self) { _ = try await check(destination) }
        #expect(host?.name == .tooManyRequests)
        #expect(host?.retryAfter == 40)
        for number in 0..<7 { _ = try await check(destination, ["url": .string("https://h\(number).example.com/")]) }
        await #expect(throws: MeshesError.self) { _ = try await check(destination, ["url": "https://h9.example.com/"]) }
        time.advance(by: .seconds(40))
        _ = try await check(destination)
    }
}
