import Foundation

extension Transform {
    /// The changed value. Null passes through every step but `default`.
    public func apply(to value: JSONValue) throws(MappingProblem) -> JSONValue {
        if case .default(let standard) = self { return value.isNull ? standard : value }
        guard !value.isNull else { return .null }
        switch self {
        case .default: return value
        case .toString: return .string(value.plainText)
        case .toNumber: return try Self.number(value)
        case .toBoolean: return .bool(try Self.boolean(value))
        case .toDate(let zone): return .string(try CalendarText.date(value, zone: try CalendarText.zone(zone)))
        case .toDatetime(let zone): return .string(try CalendarText.datetime(value, zone: try CalendarText.zone(zone)))
        case .trim: return .string(try Self.text(value).trimmingCharacters(in: .whitespacesAndNewlines))
        case .lower: return .string(try Self.text(value).lowercased())
        case .upper: return .string(try Self.text(value).uppercased())
        case .substring(let start, let length):
            let rest = try Self.text(value).dropFirst(start)
            return .string(String(length.map { rest.prefix($0) } ?? rest))
        }
    }

    private static func text(_ value: JSONValue) throws(MappingProblem) -> String {
        guard let text = value.string else { throw MappingProblem("is not text") }
        return text
    }

    /// A number as JSON writes it, with white space around it at most: no grouping, no decimal comma.
    private static func number(_ value: JSONValue) throws(MappingProblem) -> JSONValue {
        switch value {
        case .integer, .double: return value
        case .string(let text):
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let number = try? JSONValue(parsing: trimmed), number.double != nil else { throw MappingProblem("is not a number") }
            return number
        default: throw MappingProblem("is not a number")
        }
    }

    private static func boolean(_ value: JSONValue) throws(MappingProblem) -> Bool {
        if let bool = value.bool { return bool }
        switch value.plainText.trimmingCharacters(in: .whitespacesAndNewlines).lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw MappingProblem("is neither true nor false")
        }
    }
}
