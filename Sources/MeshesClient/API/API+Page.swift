public import MeshesModel

extension API {
    /// One page of a list, newest first.
    public struct Page<Record: Codable & Sendable>: Codable, Sendable {
        /// Entries on this page.
        public var count: Int
        public var limit: Int
        /// Nil on the last page.
        public var nextCursor: String?
        public var records: [Record]
        /// Only of events whose filter no index answers alone: the search has come this far back, and goes on with the cursor.
        public var searchedUntil: Timestamp?

        enum CodingKeys: String, CodingKey {
            case count, limit, records
            case nextCursor = "next_cursor"
            case searchedUntil = "searched_until"
        }
    }
}
