import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// Calls for lists have a pace of their own where a provider counts them apart.
@Suite struct ListPaceTests {
    @Test func whoLooksAtListsTakesNoTurnsOfTheMail() async throws {
        let time = ManualTime()
        // Page after page, without an end.
        let sender = RecordingSender(
            status: 200, headers: [("Content-Type", "application/json")],
            body: #"{"result":[],"_metadata":{"next":"https://api.sendgrid.com/v3/templates?page_token=next"}}"#)
        let destination = SendGridDestination(ProviderGateway(sender: sender, time: time, userAgent: "Meshes/1.0"))
        let settings = ConnectionSettings(metadata: [:], secrets: ["api_key": Secret("SG.1")])
        let listing = Task { try? await destination.actionData(settings) }
        await time.sleepers(atLeast: 1)
        #expect(sender.requests.count == 5)

        var job = try Samples.job()
        job.ruleMetadata = ["action": "send_email", "subject": "Hi", "from": "Team <team@example.com>", "body": "<p>Hello</p>"]
        job.fields = ["email": "ada@example.com"]
        for _ in 0..<20 { _ = await destination.deliver(job, with: settings) }
        #expect(sender.requests.count { $0.method == .post } == 20)
        #expect(sender.requests.count == 25)

        time.advance(by: .milliseconds(200))
        await time.sleepers(atLeast: 1)
        #expect(sender.requests.count == 26)
        listing.cancel()
        _ = await listing.value
    }
}
