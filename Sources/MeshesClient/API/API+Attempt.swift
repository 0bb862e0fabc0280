public import MeshesModel

extension API {
    /// One finished try of a delivery.
    public struct Attempt: Codable, Sendable {
        public var id: AttemptID
        public var eventID: EventID
        public var ruleID: RuleID
        public var deliveryID: DeliveryID
        /// From 1 over the whole life of the delivery.
        public var number: Int
        /// `auto`, `manual` or `test`.
        public var trigger: String
        /// `delivered`, `timeout` and so on, sixteen in all.
        public var outcomeCode: String
        public var message: String
        /// Nil when no HTTP answer arrived.
        public var httpStatus: Int?
        public var startedAt: Timestamp
        public var finishedAt: Timestamp
        public var durationMilliseconds: Int
        public var nextAttemptAt: Timestamp?
        public var hasResponseDetails: Bool

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
        }
    }
}
