public import OrderedCollections

/// The form of a field mapping, version 1 (delivery.md 10).
public enum MappingSchema {
    public static let maximumFields = 250
    public static let maximumTransforms = 10

    /// What a source takes its value from.
    public enum SourceType: String, CaseIterable, Sendable { case path, literal }

    /// What happens to a field that cannot be computed.
    public enum ErrorPolicy: String, CaseIterable, Sendable {
        /// The field is left out.
        case skipField = "skip_field"
        /// The field is left out and the attempt notes it.
        case warnAction = "warn_action"
        /// The delivery fails.
        case failAction = "fail_action"
    }

    /// One step that changes a value.
    public enum TransformType: String, CaseIterable, Sendable {
        case toString = "to_string"
        case toNumber = "to_number"
        case toBoolean = "to_boolean"
        case toDate = "to_date"
        case toDatetime = "to_datetime"
        case `default`, trim, lower, upper, substring
    }

    /// Everything that is wrong with a schema, by dotted paths such as `schema.fields.3.source.value`; none when it is good.
    public static func issues(in schema: JSONObject, path: String = "schema") -> [ParameterIssue] {
        var reader = ParameterReader(schema, path: path)
        if reader.value("schema_version")?.double != 1 { reader.fail("schema_version", "must be 1") }
        var destinations: Set<String> = []
        for (index, field) in (reader.array("fields", count: 0...maximumFields, required: true) ?? []).enumerated() {
            reader.add(issues(inField: field, path: reader.path(of: "fields.\(index)"), destinations: &destinations))
        }
        if let meta = reader.object("meta") {
            var inner = ParameterReader(meta, path: reader.path(of: "meta"))
            _ = inner.string("name", StringRule(length: 1...64))
            _ = inner.string("notes", StringRule(length: 1...1024))
            reader.add(inner.issues)
        }
        return reader.issues
    }
}
