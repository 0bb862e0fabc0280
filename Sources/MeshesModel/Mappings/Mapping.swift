/// Which values of a payload fill which fields of a destination (delivery.md 10).
public struct Mapping: Hashable, Sendable {
    public enum Source: Hashable, Sendable {
        /// Member names and array indices from the payload's root.
        case path([String])
        case literal(JSONValue)
    }
    public struct Field: Hashable, Sendable {
        public var destination: String
        public var source: Source
        /// Carried out from left to right.
        public var transforms: [Transform]
        public var onError: MappingSchema.ErrorPolicy

        public init(
            _ destination: String, from source: Source, _ transforms: [Transform] = [],
            onError: MappingSchema.ErrorPolicy = .skipField
        ) {
            self.destination = destination
            self.source = source
            self.transforms = transforms
            self.onError = onError
        }
    }

    public var fields: [Field]

    public init(_ fields: [Field]) {
        self.fields = fields
    }
}
