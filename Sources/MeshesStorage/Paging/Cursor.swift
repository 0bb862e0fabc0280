/// Where a page of a list ended. Opaque to callers, bound to its list and that list's filters.
public struct Cursor: Hashable, Sendable {
    /// base64url without padding, as in `next_cursor`.
    public let text: String

    /// Takes a cursor as a caller sent it. Whether it belongs to a list shows when the list is read.
    public init(_ text: String) {
        self.text = text
    }
}
