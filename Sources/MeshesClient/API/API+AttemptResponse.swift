public import MeshesModel

extension API {
    /// What was sent in a failed attempt and what the destination answered, without secrets.
    public struct AttemptResponse: Codable, Sendable {
        public var attemptID: AttemptID
        public var outcomeCode: String
        public var capturedAt: Timestamp
        public var request: ResponseDetails.Request?
        /// Nil when no HTTP answer arrived.
        public var response: ResponseDetails.Response?
        /// Transport or mapping error when there was no HTTP answer.
        public var error: String?

        enum CodingKeys: String, CodingKey {
            case request, response, error
            case attemptID = "attempt_id"
            case outcomeCode = "outcome_code"
            case capturedAt = "captured_at"
        }
    }
}
