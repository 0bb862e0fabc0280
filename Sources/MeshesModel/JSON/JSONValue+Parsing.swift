import OrderedCollections

extension JSONValue {
    /// Reads JSON text. Of members with equal names the last counts; an integer beyond 64 bits becomes a double, a number
    /// beyond doubles the greatest double.
    /// - Parameter maxDepth: how many arrays and objects may lie in each other, the outermost included; at most 128.
    public init(parsing bytes: [UInt8], maxDepth: Int = 64) throws(JSONSyntaxError) {
        self = try JSONScanner.scan(bytes) { (buffer) throws(JSONSyntaxError) in
            var cursor = JSONCursor(buffer, maxDepth: maxDepth)
            cursor.skipWhiteSpace()
            let value = try Self.read(&cursor, depth: 0)
            try cursor.finish()
            return value
        }
    }

    /// Reads JSON text.
    public init(parsing text: String, maxDepth: Int = 64) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8), maxDepth: maxDepth)
    }

    private static func read(_ cursor: inout JSONCursor, depth: Int) throws(JSONSyntaxError) -> JSONValue {
        switch cursor.current {
        case UInt8(ascii: "\""):
            let text = try cursor.string()
            return .string(cursor.text(of: text))
        case UInt8(ascii: "{"):
            var object = JSONObject()
            try cursor.members(depth: depth + 1) { (cursor, key) throws(JSONSyntaxError) in
                let name = cursor.text(of: key)
                object[name] = try read(&cursor, depth: depth + 1)
            }
            return .object(object)
        case UInt8(ascii: "["):
            var array: [JSONValue] = []
            try cursor.elements(depth: depth + 1) { (cursor) throws(JSONSyntaxError) in
                array.append(try read(&cursor, depth: depth + 1))
            }
            return .array(array)
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            let isTrue = cursor.current == UInt8(ascii: "t")
            _ = try cursor.value(depth: depth)
            return .bool(isTrue)
        case UInt8(ascii: "n"):
            _ = try cursor.value(depth: depth)
            return .null
        default: return try number(&cursor)
        }
    }

    private static func number(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> JSONValue {
        let start = cursor.position
        let isInteger = try cursor.number()
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: cursor.bytes[start..<cursor.position]), as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        let value = Double(text) ?? 0
        let greatest = Double.greatestFiniteMagnitude
        return .double(min(max(value, -greatest), greatest))
    }
}
