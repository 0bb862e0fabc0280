public import OrderedCollections

/// The members that payloads of one kind of event have, as paths for mappings and templates.
public struct PayloadFields: Hashable, Sendable {
    public struct Field: Hashable, Sendable {
        /// `string`, `number`, `boolean`, `object`, `array` or `null`, as in the payload that had it first.
        public var type: String
        /// A value as text, at most 60 characters; nil for objects, arrays and null.
        public var example: String?
    }

    /// Paths beyond this many are left out.
    public static let limit = 500
    private static let depth = 6
    private static let pathRule = StringRule(length: 1...128, .path)

    /// By path, in the order in which they were met.
    public private(set) var fields: OrderedDictionary<String, Field> = [:]

    public init() {}

    /// Adds the members of a payload. What was null before takes the type that it has here.
    public mutating func add(_ payload: JSONObject) {
        add(payload, under: "", depth: 1)
    }

    private mutating func add(_ object: JSONObject, under prefix: String, depth: Int) {
        for (name, value) in object { add(value, at: prefix + name, depth: depth) }
    }

    private mutating func add(_ value: JSONValue, at path: String, depth: Int) {
        // A name with a dot or a space in it cannot be pointed at.
        guard Self.pathRule.problem(with: path) == nil else { return }
        let known = fields[path]
        if known == nil || known?.type == "null" {
            guard known != nil || fields.count < Self.limit else { return }
            fields[path] = Field(type: value.typeName, example: value.exampleText)
        }
        guard depth < Self.depth else { return }
        switch value {
        case .object(let members): add(members, under: path + ".", depth: depth + 1)
        case .array(let elements): if let first = elements.first { add(first, at: path + ".0", depth: depth + 1) }
        default: break
        }
    }
}

extension JSONValue {
    fileprivate var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    fileprivate var exampleText: String? {
        switch self {
        case .null, .array, .object: nil
        case .string(let text): String(text.prefix(60))
        case .bool, .integer, .double: String(compactText.prefix(60))
        }
    }
}
