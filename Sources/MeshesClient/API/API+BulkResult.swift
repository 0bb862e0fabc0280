extension API {
    /// The answer to a bulk call: one entry for each event, in the order sent.
    public struct BulkResult: Codable, Sendable {
        /// Entries in `records`.
        public var count: Int
        /// Refused ones; absent when there are none.
        public var errorCount: Int?
        public var records: [BulkRecord]

        enum CodingKeys: String, CodingKey {
            case count, records
            case errorCount = "error_count"
        }
    }

    /// What became of one event of a bulk call.
    public enum BulkRecord: Codable, Sendable {
        case accepted(Event)
        case refused(ErrorBody)

        public init(from decoder: any Decoder) throws {
            if let event = try? Event(from: decoder) { self = .accepted(event) } else { self = .refused(try ErrorBody(from: decoder)) }
        }

        public func encode(to encoder: any Encoder) throws {
            switch self {
            case .accepted(let event): try event.encode(to: encoder)
            case .refused(let error): try error.encode(to: encoder)
            }
        }
    }
}
