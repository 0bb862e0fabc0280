/// Where a value lies in scanned bytes, and of what kind it is.
public struct JSONElement: Hashable, Sendable {
    public var kind: JSONKind
    /// From the first to the last byte of the value, without white space around it; a string's range has its quotes.
    public var range: Range<Int>

    public init(kind: JSONKind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
