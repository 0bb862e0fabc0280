public import OrderedCollections

extension Mapping {
    /// Reads a schema that `MappingSchema.issues` found to be good. Anything else in it is left out.
    public init(schema: JSONObject) {
        self.init((schema["fields"]?.array ?? []).compactMap(Field.init(json:)))
    }

    /// The mapping as a schema of version 1.
    public var schema: JSONObject {
        ["schema_version": 1, "fields": .array(fields.map(\.json))]
    }
}

extension Mapping.Field {
    fileprivate init?(json: JSONValue) {
        guard let destination = json["dest"]?.string, let source = json["source"].flatMap(Mapping.Source.init(json:)) else { return nil }
        self.init(
            destination, from: source, (json["transforms"]?.array ?? []).compactMap(Transform.init(json:)),
            onError: json["on_error"]?.string.flatMap(MappingSchema.ErrorPolicy.init) ?? .skipField)
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["dest": .string(destination), "source": source.json]
        if !transforms.isEmpty { object["transforms"] = .array(transforms.map(\.json)) }
        if onError != .skipField { object["on_error"] = .string(onError.rawValue) }
        return .object(object)
    }
}

extension Mapping.Source {
    fileprivate init?(json: JSONValue) {
        switch json["type"]?.string.flatMap(MappingSchema.SourceType.init) {
        case .path:
            guard let path = json["value"]?.string else { return nil }
            self = .path(path.split(separator: ".").map(String.init))
        case .literal: self = .literal(json["value"] ?? .null)
        case nil: return nil
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .path(let names): ["type": "path", "value": .string(names.joined(separator: "."))]
        case .literal(let value): ["type": "literal", "value": value]
        }
    }
}
