/// A field of a destination that a mapping can fill.
public struct FieldDefinition: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case string, number, boolean, date, datetime
        case `enum`
        case multiEnum = "multi_enum"
        case json, object, array, unknown
    }
    public struct Constraints: Hashable, Sendable, Codable {
        public enum Format: String, Hashable, Sendable, Codable { case email, phone, url, uuid, date, datetime, unknown }
        public var format: Format?
        public var required: Bool?
        public var readOnly: Bool?
        public var maxLength: Int?
        public var minLength: Int?
        public var pattern: String?
        public var min: Double?
        public var max: Double?
        public var allowedValues: [String]?

        enum CodingKeys: String, CodingKey {
            case format, required, pattern, min, max
            case readOnly = "read_only"
            case maxLength = "max_length"
            case minLength = "min_length"
            case allowedValues = "allowed_values"
        }
    }

    public var key: String
    public var label: String?
    public var type: Kind
    public var description: String?
    public var constraints: Constraints?

    public init(key: String, label: String?, type: Kind, description: String? = nil, constraints: Constraints? = nil) {
        self.key = key
        self.label = label
        self.type = type
        self.description = description
        self.constraints = constraints
    }
}
