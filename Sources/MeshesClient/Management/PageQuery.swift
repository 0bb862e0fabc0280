/// Which page of a list.
public struct PageQuery: Sendable {
    /// 1 to 200; nil leaves it to the server (50).
    public var limit: Int?
    /// `nextCursor` of the page before; nil for the first.
    public var cursor: String?

    public init(limit: Int? = nil, cursor: String? = nil) {
        self.limit = limit
        self.cursor = cursor
    }

    var items: [(String, String?)] { [("limit", limit.map { String($0) }), ("cursor", cursor)] }
}
