/// Which page of a list is wanted.
public struct PageRequest: Hashable, Sendable {
    /// 1 to 200, checked by the caller.
    public var limit: Int
    public var after: Cursor?

    public init(limit: Int = 50, after: Cursor? = nil) {
        self.limit = limit
        self.after = after
    }
}
