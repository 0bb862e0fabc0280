import MeshesModel

struct AttemptReply: Encodable, Sendable {
    var id: Attempt.ID
    var eventID: Event.ID
    var ruleID: Rule.ID
    var deliveryID: Delivery.ID
    var number: Int
    var trigger: String
    var outcomeCode: String
    var message: String
    var httpStatus: Int?
    var startedAt: Timestamp
    var finishedAt: Timestamp
    var durationMilliseconds: Int64
    var nextAttemptAt: Timestamp?
    var hasResponseDetails: Bool
    var requestID: String?

    enum CodingKeys: String, CodingKey {
        case id, number, trigger, message
        case eventID = "event_id"
        case ruleID = "rule_id"
        case deliveryID = "rule_event_id"
        case outcomeCode = "outcome_code"
        case httpStatus = "http_status"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case durationMilliseconds = "duration_ms"
        case nextAttemptAt = "next_attempt_at"
        case hasResponseDetails = "has_response_details"
        case requestID = "request_id"
    }

    init(_ attempt: Attempt) {
        id = attempt.id
        eventID = attempt.event
        ruleID = attempt.rule
        deliveryID = attempt.delivery
        number = attempt.number
        trigger = attempt.trigger.name
        outcomeCode = attempt.outcome.name
        message = attempt.message
        httpStatus = attempt.httpStatus
        startedAt = attempt.startedAt
        finishedAt = attempt.finishedAt
        durationMilliseconds = max(0, (attempt.finishedAt - attempt.startedAt).wholeMilliseconds)
        nextAttemptAt = attempt.nextAttemptAt
        hasResponseDetails = attempt.hasResponseDetails
        requestID = attempt.requestID
    }
}
