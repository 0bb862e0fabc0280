import MeshesModel
import MeshesStorage

/// The form of every list (api.md 7).
struct PageReply<Record: Encodable & Sendable>: Encodable, Sendable {
    /// Entries on this page.
    var count: Int
    var limit: Int
    @ExplicitNull var nextCursor: String?
    var records: [Record]
    /// Only of a search that ended before the page was full: all that is younger has been looked at.
    var searchedUntil: Timestamp?

    enum CodingKeys: String, CodingKey {
        case count, limit, records
        case nextCursor = "next_cursor"
        case searchedUntil = "searched_until"
    }

    init(_ records: [Record], limit: Int, next: Cursor?) {
        count = records.count
        self.limit = limit
        _nextCursor = ExplicitNull(wrappedValue: next?.text)
        self.records = records
    }

    init<Value>(_ page: Page<Value>, _ reply: (Value) -> Record) {
        self.init(page.records.map(reply), limit: page.limit, next: page.next)
    }
}
