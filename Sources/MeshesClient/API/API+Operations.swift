extension API {
    /// What a bulk call did.
    public struct BulkOperation: Codable, Sendable {
        public struct Result: Codable, Sendable {
            public var event: EventID
            /// Nil when the event as a whole is meant.
            public var rule: RuleID?
            /// `retried`, `canceled` or `skipped`.
            public var status: String
            /// Why it was skipped.
            public var message: String?
        }

        public var retried: Int?
        public var canceled: Int?
        public var skipped: Int
        public var results: [Result]
    }

    /// A test of a connection that went well.
    public struct ConnectionTest: Codable, Sendable {
        public var message: String
        public var httpStatus: Int?
        public var durationMilliseconds: Int

        enum CodingKeys: String, CodingKey {
            case message
            case httpStatus = "http_status"
            case durationMilliseconds = "duration_ms"
        }
    }
}
