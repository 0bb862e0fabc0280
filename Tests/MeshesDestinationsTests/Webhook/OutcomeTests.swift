import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct OutcomeTests {
    private func outcome(
        _ sender: RecordingSender, metadata: JSONObject = [:]
    ) async throws -> DeliveryOutcome {
        let destination = Samples.destination(sender)
        let settings = try destination.settings(from: metadata.merging(["url": .string(Samples.url)]) { own, _ in own }, keeping: nil)
        return await destination.deliver(try Samples.job(), with: settings)
    }

    @Test(arguments: [
        (200, .delivered, .byCode), (202, .delivered, .byCode), (204, .delivered, .byCode), (299, .delivered, .byCode),
        (301, .rejectedClientError, .byCode), (304, .rejectedClientError, .byCode), (400, .invalidRequest, .byCode),
        (401, .authFailed, .byCode), (402, .invalidRequest, .byCode), (403, .authFailed, .byCode),
        (404, .destinationNotFound, .atMost(2)), (405, .invalidRequest, .byCode), (407, .rejectedClientError, .byCode),
        (408, .destinationTimeout, .byCode), (409, .destinationConflict, .byCode), (410, .destinationGone, .byCode),
        (413, .payloadTooLarge, .byCode), (415, .invalidRequest, .byCode), (418, .invalidRequest, .byCode),
        (421, .rejectedClientError, .always), (422, .validationFailed, .byCode), (425, .rejectedClientError, .always),
        (429, .rateLimited, .byCode), (500, .rejectedServerError, .byCode), (502, .rejectedServerError, .byCode),
        (503, .rejectedServerError, .byCode), (504, .destinationTimeout, .byCode), (599, .rejectedServerError, .byCode),
        (600, .networkError, .byCode),
    ] as [(Int, OutcomeCode, DeliveryOutcome.Retry)])
    func statusesHaveCodes(_ status: Int, code: OutcomeCode, retry: DeliveryOutcome.Retry) async throws {
        let outcome = try await outcome(RecordingSender(status: status))
        #expect(outcome.code == code)
        #expect(outcome.retry == retry)
        #expect(outcome.httpStatus == status)
        #expect(outcome.pausesConnection == (status == 429))
        #expect((outcome.details == nil) == (code == .delivered))
        #expect(outcome.verdict == (status == 410 ? .switchOff(nil, detail: "endpoint answered 410 Gone") : .healthy))
    }

    @Test(arguments: [
        (.forbidden, .rejectedClientError, "destination address not allowed"), (.timeout("no full answer in time"), .timeout, "no full answer in time"),
        (.network("host name not found"), .networkError, "host name not found"), (.cancelled, .internalError, "the attempt was cut short"),
    ] as [(OutboundFailure, OutcomeCode, String)])
    func failuresHaveCodes(_ failure: OutboundFailure, code: OutcomeCode, message: String) async throws {
        let outcome = try await outcome(RecordingSender(.failure(failure)))
        #expect(outcome.code == code)
        #expect(outcome.message == message)
        #expect(outcome.httpStatus == nil)
        #expect(outcome.details?.response == nil)
        #expect(outcome.details?.error == message)
        #expect(outcome.details?.request?.method == "POST")
    }

    @Test func saysThatNoCredentialIsConfigured() async throws {
        #expect(try await outcome(RecordingSender(status: 401)).message == "HTTP 401: no credential is configured")
        let bearer: JSONObject = ["auth_scheme": "bearer", "auth_token": "abc"]
        #expect(try await outcome(RecordingSender(status: 403), metadata: bearer).message == "HTTP 403")
        #expect(try await outcome(RecordingSender(status: 401), metadata: ["custom_headers": ["X-Key": "v"]]).message == "HTTP 401")
    }

    @Test func keepsTheLocationOfARedirect() async throws {
        let outcome = try await outcome(RecordingSender(status: 302, headers: [("Location", "https://x.example/new?token=abc&a=b")]))
        #expect(outcome.message == "HTTP 302: redirect not followed")
        #expect(outcome.details?.response?.headers["location"] == "https://x.example/new?token=[redacted]&a=b")
    }

    @Test func keepsTheReceiversRequestID() async throws {
        #expect(try await outcome(RecordingSender(status: 200, headers: [("X-Request-ID", "r-1")])).requestID == "r-1")
        #expect(try await outcome(RecordingSender(status: 200, headers: [("Request-Id", "r-2")])).requestID == "r-2")
        #expect(try await outcome(RecordingSender(status: 200, headers: [("X-Request-ID", "a b")])).requestID == nil)
    }
}
