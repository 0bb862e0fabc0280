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

        public init(
            format: Format? = nil, required: Bool? = nil, readOnly: Bool? = nil, maxLength: Int? = nil, minLength: Int? = nil,
            pattern: String? = nil, min: Double? = nil, max: Double? = nil, allowedValues: [String]? = nil
        ) {
            self.format = format
            self.required = required
            self.readOnly = readOnly
            self.maxLength = maxLength
            self.minLength = minLength
            self.pattern = pattern
            self.min = min
            self.max = max
            self.allowedValues = allowedValues
        }

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
    /// What the provider says of it besides, an object.
    public var providerMeta: JSONValue?

    /// Whether the provider does not show the field to people. A mapping that knows its key may fill it.
    public var isHidden: Bool { providerMeta?["hidden"] == true }

    enum CodingKeys: String, CodingKey {
        case key, label, type, description, constraints
        case providerMeta = "provider_meta"
    }

    public init(
        key: String, label: String?, type: Kind, description: String? = nil, constraints: Constraints? = nil,
        providerMeta: JSONValue? = nil
    ) {
        self.key = key
        self.label = label
        self.type = type
        self.description = description
        self.constraints = constraints
        self.providerMeta = providerMeta
    }
}
