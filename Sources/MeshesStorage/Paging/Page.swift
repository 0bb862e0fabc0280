/// One page of a list, newest first.
public struct Page<Record> {
    public var records: [Record]
    /// The limit asked for; there may be fewer records.
    public var limit: Int
    /// Nil on the last page.
    public var next: Cursor?

    public init(records: [Record], limit: Int, next: Cursor?) {
        self.records = records
        self.limit = limit
        self.next = next
    }
}

extension Page: Sendable where Record: Sendable {}
