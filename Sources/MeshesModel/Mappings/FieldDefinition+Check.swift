import Foundation

extension FieldDefinition {
    /// Throws when the field cannot take a value; null is never asked about.
    func check(_ value: JSONValue) throws(MappingProblem) {
        if constraints?.readOnly == true { throw MappingProblem("cannot be written") }
        switch type {
        case .string: try check(text: try Self.text(value, "text"))
        case .number:
            guard let number = value.double else { throw MappingProblem("takes a number, not \(Self.kind(of: value))") }
            try check(number: number)
        case .boolean:
            guard value.bool != nil else { throw MappingProblem("takes true or false, not \(Self.kind(of: value))") }
        case .date:
            let text = try Self.text(value, "a date")
            guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { throw MappingProblem("takes a date such as 2026-01-31") }
        case .datetime:
            let text = try Self.text(value, "a time")
            guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/) != nil else {
                throw MappingProblem("takes a time such as 2026-01-31T10:00:00Z")
            }
        case .enum: try check(choice: try Self.text(value, "text"))
        case .multiEnum:
            guard let choices = value.array else { return try check(choice: try Self.text(value, "a list")) }
            for choice in choices { try check(choice: try Self.text(choice, "a list of texts")) }
        case .object:
            guard value.object != nil else { throw MappingProblem("takes an object, not \(Self.kind(of: value))") }
        case .array:
            guard value.array != nil else { throw MappingProblem("takes a list, not \(Self.kind(of: value))") }
        case .json, .unknown: break
        }
    }

    private func check(text: String) throws(MappingProblem) {
        guard let constraints else { return }
        let count = text.unicodeScalars.count
        if let limit = constraints.maxLength, count > limit { throw MappingProblem("takes at most \(limit) characters, not \(count)") }
        if let least = constraints.minLength, count < least { throw MappingProblem("takes at least \(least) characters, not \(count)") }
        if constraints.allowedValues != nil { try check(choice: text) }
        if let pattern = constraints.pattern, let regex = try? Regex(pattern), text.firstMatch(of: regex) == nil {
            throw MappingProblem("does not have the form that the destination asks for")
        }
        switch constraints.format {
        case .email where !EmailAddress.isValid(text): throw MappingProblem("is not an e-mail address")
        case .url where URL(string: text)?.scheme == nil: throw MappingProblem("is not a URL")
        case .uuid where UUID(uuidString: text) == nil: throw MappingProblem("is not a UUID")
        default: break
        }
    }

    private func check(number: Double) throws(MappingProblem) {
        if let least = constraints?.min, number < least { throw MappingProblem("takes no number below \(JSONValue.double(least).shortText)") }
        if let limit = constraints?.max, number > limit { throw MappingProblem("takes no number above \(JSONValue.double(limit).shortText)") }
    }

    /// An option may also be named by its label, which the destination then translates.
    private func check(choice: String) throws(MappingProblem) {
        guard let allowed = constraints?.allowedValues, !allowed.contains(choice) else { return }
        let options = providerMeta?["options"]?.array ?? []
        guard options.contains(where: { $0["label"]?.string?.lowercased() == choice.lowercased() }) else { throw MappingProblem("does not take this value") }
    }

    private static func text(_ value: JSONValue, _ wanted: String) throws(MappingProblem) -> String {
        guard let text = value.string else { throw MappingProblem("takes \(wanted), not \(kind(of: value))") }
        return text
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "nothing"
        case .bool: "true or false"
        case .integer, .double: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// A whole number without `.0`.
    fileprivate var shortText: String {
        if let number = double.flatMap({ Int64(exactly: $0) }) { String(number) } else { compactText }
    }
}
