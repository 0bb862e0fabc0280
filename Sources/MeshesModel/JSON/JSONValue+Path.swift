extension JSONValue {
    /// The value at a path: members by name, elements of arrays by their index from 0; nil when there is none.
    public func value(at path: some Sequence<String>) -> JSONValue? {
        var value = self
        for name in path {
            switch value {
            case .object(let members):
                guard let member = members[name] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }

    /// The value as it stands in a sentence: a string as it is, anything else as JSON text, null as nothing.
    public var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        default: compactText
        }
    }
}
