/// What `GET /integrations` says of one type: its form and its actions. Pages are built from it alone.
public struct Integration: Sendable, Encodable {
    public var name: String
    public var type: IntegrationType
    public var authentication: Authentication
    /// By action key.
    public var actions: [String: Action]
    /// Whether connections can be made now: false for an OAuth type whose app the operator has not set up.
    public var available: Bool

    public init(
        name: String, type: IntegrationType, authentication: Authentication, actions: [String: Action], available: Bool = true
    ) {
        self.name = name
        self.type = type
        self.authentication = authentication
        self.actions = actions
        self.available = available
    }

    public struct Authentication: Sendable, Encodable {
        public enum Kind: String, Sendable, Encodable { case apiKey = "api_key", basic, none, oauth }
        public struct OAuth: Sendable, Encodable {
            public var version: Int
            public init(version: Int) { self.version = version }
        }

        public var type: Kind
        public var fields: [Field]
        public var oauth: OAuth?

        public init(type: Kind, fields: [Field] = [], oauth: OAuth? = nil) {
            self.type = type
            self.fields = fields
            self.oauth = oauth
        }
    }

    /// One field of a connection's form.
    public struct Field: Sendable, Encodable {
        public enum Kind: String, Sendable, Encodable { case text, password, select }
        public struct Option: Sendable, Encodable {
            public var label: String
            public var value: String
            public init(label: String, value: String) {
                self.label = label
                self.value = value
            }
        }
        /// The field counts only while another one has this value, or one of these.
        public struct Dependency: Sendable, Encodable {
            public var field: String
            public var value: JSONValue
            public init(field: String, value: JSONValue) {
                self.field = field
                self.value = value
            }
        }

        public var label: String
        public var key: String
        public var type: Kind
        public var validate: String?
        public var required: Bool?
        public var helpText: String?
        public var defaultValue: String?
        public var options: [Option]?
        public var dependsOn: Dependency?

        public init(
            label: String, key: String, type: Kind, validate: String? = nil, required: Bool? = nil, helpText: String? = nil,
            defaultValue: String? = nil, options: [Option]? = nil, dependsOn: Dependency? = nil
        ) {
            self.label = label
            self.key = key
            self.type = type
            self.validate = validate
            self.required = required
            self.helpText = helpText
            self.defaultValue = defaultValue
            self.options = options
            self.dependsOn = dependsOn
        }
    }

    public struct Action: Sendable, Encodable {
        public struct Display: Sendable, Encodable {
            public var label: String
            public var description: String
            public init(label: String, description: String) {
                self.label = label
                self.description = description
            }
        }

        /// Value for a rule's `metadata.action`.
        public var key: String
        public var label: String
        public var noun: String
        /// Inputs, as objects of the kinds `simple`, `field` and `advanced` (openapi.yaml, IntegrationActionInput).
        public var data: [JSONValue]?
        /// Members of rule metadata that the action reads.
        public var fields: [String]
        public var display: Display?

        public init(
            key: String, label: String, noun: String, data: [JSONValue]? = nil, fields: [String] = [], display: Display? = nil
        ) {
            self.key = key
            self.label = label
            self.noun = noun
            self.data = data
            self.fields = fields
            self.display = display
        }
    }
}
