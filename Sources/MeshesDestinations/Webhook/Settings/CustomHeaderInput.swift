import MeshesModel

/// One custom header as a caller sent it.
struct CustomHeaderInput {
    var name: String
    /// Nil keeps the stored value of the same name; an empty text removes the header.
    var value: String?

    /// Reads one of the three forms: an array of `{name, value}`, an object `{name: value}`, or a text with one
    /// `Name: value` a line. Nil when it is none of them.
    static func list(_ input: JSONValue) -> [CustomHeaderInput]? {
        switch input {
        case .array(let entries): collect(entries, entry)
        case .object(let members): collect(members.elements) { member($0.key, $0.value) }
        case .string(let text): collect(text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }, line)
        default: nil
        }
    }

    private static func collect<Item>(_ items: some Sequence<Item>, _ read: (Item) -> CustomHeaderInput?) -> [CustomHeaderInput]? {
        var result: [CustomHeaderInput] = []
        for item in items {
            guard let header = read(item) else { return nil }
            result.append(header)
        }
        return result
    }

    private static func entry(_ value: JSONValue) -> CustomHeaderInput? {
        guard let name = value["name"]?.string else { return nil }
        return member(name, value["value"] ?? .null)
    }

    private static func member(_ name: String, _ value: JSONValue) -> CustomHeaderInput? {
        switch value {
        case .null: CustomHeaderInput(name: name, value: nil)
        case .string(let text): CustomHeaderInput(name: name, value: text)
        default: nil
        }
    }

    /// A line whose value is blank keeps the stored value, since a line that is to go is simply left out.
    private static func line(_ text: Substring) -> CustomHeaderInput? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let value = String(text[text.index(after: colon)...]).trimmingSpaces
        return CustomHeaderInput(name: String(String(text[..<colon]).trimmingSpaces), value: value.isEmpty ? nil : String(value))
    }
}
