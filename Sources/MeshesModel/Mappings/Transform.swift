/// One step that changes a value on its way into a field.
public enum Transform: Hashable, Sendable {
    case toString, toNumber, toBoolean
    /// The zone in which a moment gets its date, and in which a time without an offset is meant; UTC when nil.
    case toDate(timezone: String?)
    case toDatetime(timezone: String?)
    /// Takes the place of null. An empty string is not null.
    case `default`(JSONValue)
    case trim, lower, upper
    /// Counts characters as people see them.
    case substring(start: Int, length: Int?)

    /// Nil for what is no step of a schema.
    init?(json: JSONValue) {
        switch json["type"]?.string.flatMap(MappingSchema.TransformType.init) {
        case .toString: self = .toString
        case .toNumber: self = .toNumber
        case .toBoolean: self = .toBoolean
        case .toDate: self = .toDate(timezone: json["timezone"]?.string)
        case .toDatetime: self = .toDatetime(timezone: json["timezone"]?.string)
        case .default: self = .default(json["value"] ?? .null)
        case .trim: self = .trim
        case .lower: self = .lower
        case .upper: self = .upper
        case .substring:
            self = .substring(start: json["start"]?.double.flatMap(Int.init(exactly:)) ?? 0, length: json["length"]?.double.flatMap(Int.init(exactly:)))
        case nil: return nil
        }
    }

    var json: JSONValue {
        switch self {
        case .toString: ["type": "to_string"]
        case .toNumber: ["type": "to_number"]
        case .toBoolean: ["type": "to_boolean"]
        case .toDate(let zone): Self.json("to_date", zone)
        case .toDatetime(let zone): Self.json("to_datetime", zone)
        case .default(let value): ["type": "default", "value": value]
        case .trim: ["type": "trim"]
        case .lower: ["type": "lower"]
        case .upper: ["type": "upper"]
        case .substring(let start, nil): ["type": "substring", "start": .integer(Int64(start))]
        case .substring(let start, let length?):
            ["type": "substring", "start": .integer(Int64(start)), "length": .integer(Int64(length))]
        }
    }

    private static func json(_ type: String, _ zone: String?) -> JSONValue {
        guard let zone else { return ["type": .string(type)] }
        return ["type": .string(type), "timezone": .string(zone)]
    }
}

/// Why a value does not fit, as the end of a sentence that begins with the field: "is not a number".
public struct MappingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
