import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@testable import MeshesDestinations

/// Answers whose head comes and whose body does not end. For a webhook the status says all; what a provider has done is told
/// by the body.
@Suite struct InterruptedAnswerTests {
    private func outcome(
        status: Int, _ interruption: OutboundFailure, of destination: (ProviderGateway) -> any Destination, _ settings: JSONObject, _ rule: JSONObject
    ) async throws -> DeliveryOutcome {
        var answer = OutboundAnswer(status: status, body: ByteBuffer(string: #"{"ok":"#), bodyCut: true)
        answer.interruption = interruption
        let time = ManualTime()
        let gateway = ProviderGateway(sender: RecordingSender(.success(answer)), time: time, userAgent: "Meshes/1.0")
        var job = try Samples.job()
        job.ruleMetadata = rule
        job.fields = ["email": "ada@example.com", "userId": "7"]
        let secrets = settings.compactMapValues { $0.string.map { Secret($0) } }
        return await destination(gateway).deliver(
            job, with: ConnectionSettings(metadata: [:], secrets: Dictionary(uniqueKeysWithValues: secrets.map { ($0.key, $0.value) })))
    }

    private let mail: JSONObject = ["action": "send_email", "subject": "Hello", "from": "team@example.com", "body": "<p>Hello</p>"]

    @Test func aSuccessWithoutItsEndIsATimeout() async throws {
        let outcome = try await outcome(
            status: 200, .late, of: { CustomerIODestination($0) }, ["cdpApiKey": "0123456789"], ["action": "track_event"])
        #expect(outcome.code == .timeout && outcome.message == "no full answer in time")
    }

    @Test func aSuccessThatBreaksOffIsANetworkError() async throws {
        let outcome = try await outcome(
            status: 202, .network("connection closed without an answer"), of: { SendGridDestination($0) }, ["api_key": "SG.01234567"], mail)
        #expect(outcome.code == .networkError)
    }

    @Test func anEMailThatMayHaveBeenSentIsGivenUpWhereTheOperatorSaysSo() async throws {
        let outcome = try await outcome(
            status: 202, .late, of: { SendGridDestination($0, sendsAtMostOnce: true) }, ["api_key": "SG.01234567"], mail)
        #expect(outcome.code == .timeout && outcome.retry == .atMost(0))
    }

    @Test func aRefusalIsToldByItsStatus() async throws {
        let outcome = try await outcome(
            status: 503, .late, of: { CustomerIODestination($0) }, ["cdpApiKey": "0123456789"], ["action": "track_event"])
        #expect(outcome.code == .rejectedServerError && outcome.httpStatus == 503)
    }
}
