/// A stored value that this program cannot have written: a fault of ours or of the disk, never of a caller.
public struct CorruptRow: Error, Hashable, Sendable {
    public var column: Int
    public var expected: String

    public init(column: Int, expected: String) {
        self.column = column
        self.expected = expected
    }
}
