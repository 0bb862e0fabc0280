import MeshesModel
import MeshesStorage

/// What was captured of a failed attempt.
struct ResponseDetailsReply: Encodable, Sendable {
    var attemptID: Attempt.ID
    var outcomeCode: String
    var capturedAt: Timestamp
    var request: ResponseDetails.Request?
    var response: ResponseDetails.Response?
    var error: String?

    enum CodingKeys: String, CodingKey {
        case request, response, error
        case attemptID = "attempt_id"
        case outcomeCode = "outcome_code"
        case capturedAt = "captured_at"
    }

    init(_ captured: AttemptResponse) {
        attemptID = captured.attempt.id
        outcomeCode = captured.attempt.outcome.name
        capturedAt = captured.capturedAt
        request = captured.details.request
        response = captured.details.response
        error = captured.details.error
    }
}
