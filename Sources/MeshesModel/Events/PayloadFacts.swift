/// What validation must know of a payload, gathered while its bytes are passed.
struct PayloadFacts {
    /// Whether some member is not null, `""`, blank, `[]` or `{}`; 0 and false are values.
    private(set) var hasValue = false
    private(set) var notStrings = PayloadMember.Some()
    private(set) var email: JSONElement?

    /// Passes the object at the cursor, which lies in the object of the event.
    mutating func scan(_ cursor: inout JSONCursor) throws(JSONSyntaxError) {
        try cursor.members(depth: 2) { (cursor, key) throws(JSONSyntaxError) in
            let value = try cursor.value(depth: 2)
            if !hasValue { hasValue = !Self.isEmpty(value, cursor) }
            guard let member = PayloadMember(key, in: cursor) else { return }
            notStrings.set(member, value.kind != .string && value.kind != .null)
            if member == .email { email = value }
        }
    }

    private static func isEmpty(_ value: JSONElement, _ cursor: JSONCursor) -> Bool {
        let inside = value.range.dropFirst().dropLast()
        switch value.kind {
        case .null: return true
        case .bool, .number: return false
        case .array, .object: return inside.allSatisfy { isWhiteSpace(cursor.bytes[$0]) }
        case .string:
            guard let first = inside.first(where: { !isWhiteSpace(cursor.bytes[$0]) }) else { return true }
            let byte = cursor.bytes[first]
            guard byte == UInt8(ascii: "\\") || byte >= 0x80 else { return false }
            let text = cursor.text(of: JSONCursor.Text(range: inside, hasEscapes: true))
            return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
