extension API {
    /// One page of a list, newest first.
    public struct Page<Record: Codable & Sendable>: Codable, Sendable {
        /// Entries on this page.
        public var count: Int
        public var limit: Int
        /// Nil on the last page.
        public var nextCursor: String?
        public var records: [Record]

        enum CodingKeys: String, CodingKey {
            case count, limit, records
            case nextCursor = "next_cursor"
        }
    }
}
