/// Finds the parts of JSON text without decoding them: one pass, which checks every byte, and no allocation per value.
///
/// Strict RFC 8259: valid UTF-8, no byte order mark, no comments, no trailing commas, one value. Ranges are offsets into
/// the bytes that were passed in, also when only a part of them is scanned.
public enum JSONScanner {
    /// No scan goes deeper than this, whatever is asked for: the scan recurses.
    public static let greatestDepth = 128

    /// The members of an object, in the order of their first occurrence; of equal names the last value counts.
    /// - Parameters:
    ///   - range: the part of `bytes` to scan; all of them when nil.
    ///   - maxDepth: how many arrays and objects may lie in each other, the outermost included.
    public static func members(
        of bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> [JSONMember] {
        var cursor = JSONCursor(bytes, in: range, maxDepth: maxDepth)
        try cursor.begin(UInt8(ascii: "{"), else: .notAnObject)
        var members: [JSONMember] = []
        try cursor.members(depth: 1) { (cursor, key) throws(JSONSyntaxError) in
            let name = cursor.text(of: key)
            let value = try cursor.value(depth: 1)
            members.append(JSONMember(key: name, kind: value.kind, range: value.range))
        }
        try cursor.finish()
        return lastOfEqualNames(members)
    }

    /// The elements of an array.
    public static func elements(
        of bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> [JSONElement] {
        var cursor = JSONCursor(bytes, in: range, maxDepth: maxDepth)
        try cursor.begin(UInt8(ascii: "["), else: .notAnArray)
        var elements: [JSONElement] = []
        try cursor.elements(depth: 1) { (cursor) throws(JSONSyntaxError) in
            elements.append(try cursor.value(depth: 1))
        }
        try cursor.finish()
        return elements
    }

    /// The characters of a string literal.
    public static func string(
        of bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil
    ) throws(JSONSyntaxError) -> String {
        var cursor = JSONCursor(bytes, in: range, maxDepth: 1)
        try cursor.begin(UInt8(ascii: "\""), else: .notAString)
        let text = try cursor.string()
        try cursor.finish()
        return cursor.text(of: text)
    }

    /// Checks one value of any kind and says where it lies.
    public static func value(
        of bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> JSONElement {
        var cursor = JSONCursor(bytes, in: range, maxDepth: maxDepth)
        cursor.skipWhiteSpace()
        let value = try cursor.value(depth: 0)
        try cursor.finish()
        return value
    }

    private static func lastOfEqualNames(_ members: [JSONMember]) -> [JSONMember] {
        guard members.count > 1 else { return members }
        var places: [String: Int] = [:]
        var unique: [JSONMember] = []
        unique.reserveCapacity(members.count)
        for member in members {
            if let place = places[member.key] {
                unique[place] = member
            } else {
                places[member.key] = unique.count
                unique.append(member)
            }
        }
        return unique
    }
}

extension JSONCursor {
    /// Passes white space and expects a value that begins with `first`.
    mutating func begin(_ first: UInt8, else reason: JSONSyntaxError.Reason) throws(JSONSyntaxError) {
        skipWhiteSpace()
        if current == first { return }
        // Malformed text is told apart from well-formed text of another kind.
        let start = position
        _ = try value(depth: 0)
        throw JSONSyntaxError(reason, at: start)
    }
}
