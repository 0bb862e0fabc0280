/// One member of a scanned object: its name and where its value lies.
public struct JSONMember: Hashable, Sendable {
    public var key: String
    public var kind: JSONKind
    /// Range of the value, without white space around it.
    public var range: Range<Int>

    public init(key: String, kind: JSONKind, range: Range<Int>) {
        self.key = key
        self.kind = kind
        self.range = range
    }
}
