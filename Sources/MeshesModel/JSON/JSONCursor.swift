/// A place in JSON text that moves forward over whole values and checks each byte once (RFC 8259). Allocates nothing.
///
/// A `\u` surrogate that has no partner is let through, as by the grammar of the RFC; `text(of:)` replaces it.
struct JSONCursor {
    /// A string that was passed: its bytes between the quotes.
    struct Text {
        var range: Range<Int>
        var hasEscapes: Bool
    }

    let bytes: UnsafeRawBufferPointer
    let end: Int
    let maxDepth: Int
    var position: Int

    init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil, maxDepth: Int) {
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = range.upperBound
        self.maxDepth = min(maxDepth, JSONScanner.greatestDepth)
    }

    /// The byte at the cursor; 0, which JSON never has there, at the end.
    @inline(__always)
    var current: UInt8 { position < end ? bytes[position] : 0 }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while position < end {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Passes one value that begins at the cursor. `depth` is the number of arrays and objects around it.
    mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONElement {
        let start = position
        let kind: JSONKind
        switch current {
        case UInt8(ascii: "\""):
            _ = try string()
            kind = .string
        case UInt8(ascii: "{"):
            try members(depth: depth + 1) { (cursor, _) throws(JSONSyntaxError) in _ = try cursor.value(depth: depth + 1) }
            kind = .object
        case UInt8(ascii: "["):
            try elements(depth: depth + 1) { (cursor) throws(JSONSyntaxError) in _ = try cursor.value(depth: depth + 1) }
            kind = .array
        case UInt8(ascii: "t"): kind = try word("true", .bool)
        case UInt8(ascii: "f"): kind = try word("false", .bool)
        case UInt8(ascii: "n"): kind = try word("null", .null)
        default:
            _ = try number()
            kind = .number
        }
        return JSONElement(kind: kind, range: start..<position)
    }

    /// Passes the object at the cursor; `body` must pass each member's value. `depth` counts the object itself.
    @inline(__always)
    mutating func members(
        depth: Int, _ body: (inout JSONCursor, Text) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try open(depth: depth)
        if current == UInt8(ascii: "}") { return position += 1 }
        while true {
            guard current == UInt8(ascii: "\"") else { throw unexpected() }
            let key = try string()
            skipWhiteSpace()
            guard current == UInt8(ascii: ":") else { throw unexpected() }
            position += 1
            skipWhiteSpace()
            try body(&self, key)
            guard try separator(closing: UInt8(ascii: "}")) else { return }
        }
    }

    /// Passes the array at the cursor; `body` must pass each element. `depth` counts the array itself.
    @inline(__always)
    mutating func elements(
        depth: Int, _ body: (inout JSONCursor) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try open(depth: depth)
        if current == UInt8(ascii: "]") { return position += 1 }
        while true {
            try body(&self)
            guard try separator(closing: UInt8(ascii: "]")) else { return }
        }
    }

    /// Throws unless only white space is left.
    mutating func finish() throws(JSONSyntaxError) {
        skipWhiteSpace()
        guard position == end else { throw JSONSyntaxError(.trailingBytes, at: position) }
    }

    func unexpected() -> JSONSyntaxError {
        JSONSyntaxError(position < end ? .unexpectedByte : .unexpectedEnd, at: position)
    }

    private mutating func open(depth: Int) throws(JSONSyntaxError) {
        guard depth <= maxDepth else { throw JSONSyntaxError(.tooDeep(limit: maxDepth), at: position) }
        position += 1
        skipWhiteSpace()
    }

    /// Passes a comma, and says true, or the closing bracket.
    private mutating func separator(closing bracket: UInt8) throws(JSONSyntaxError) -> Bool {
        skipWhiteSpace()
        let byte = current
        guard byte == UInt8(ascii: ",") || byte == bracket else { throw unexpected() }
        position += 1
        if byte == bracket { return false }
        skipWhiteSpace()
        return true
    }

    private mutating func word(_ word: StaticString, _ kind: JSONKind) throws(JSONSyntaxError) -> JSONKind {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
        return kind
    }
}
