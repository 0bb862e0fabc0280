import OrderedCollections

extension MappingSchema {
    static func issues(
        inField field: JSONValue, path: String, destinations: inout Set<String>
    ) -> [ParameterIssue] {
        guard let field = field.object else { return [ParameterIssue(path, "must be an object")] }
        var reader = ParameterReader(field, path: path)
        if let destination = reader.string("dest", StringRule(length: 1...128), required: true),
            !destinations.insert(destination).inserted
        {
            reader.fail("dest", "must differ from the dest of every other field")
        }
        if let source = reader.object("source", required: true) {
            reader.add(issues(inSource: source, path: reader.path(of: "source")))
        }
        let transforms = reader.array("transforms", count: 0...maximumTransforms) ?? []
        for (index, transform) in transforms.enumerated() {
            reader.add(issues(inTransform: transform, path: reader.path(of: "transforms.\(index)")))
        }
        _ = reader.word("on_error", ErrorPolicy.self)
        _ = reader.string("notes", StringRule(length: 1...1024))
        return reader.issues
    }

    private static func issues(inSource source: JSONObject, path: String) -> [ParameterIssue] {
        var reader = ParameterReader(source, path: path)
        switch reader.word("type", SourceType.self, required: true) {
        case .path: _ = reader.string("value", StringRule(length: 1...128, .path), required: true)
        case .literal: reader.scalar("value", StringRule(length: 1...256))
        case nil: break
        }
        return reader.issues
    }

    private static func issues(inTransform transform: JSONValue, path: String) -> [ParameterIssue] {
        guard let transform = transform.object else { return [ParameterIssue(path, "must be an object")] }
        var reader = ParameterReader(transform, path: path)
        switch reader.word("type", TransformType.self, required: true) {
        case .toDate, .toDatetime: _ = reader.string("timezone", StringRule(length: 1...64))
        case .default: reader.scalar("value", StringRule(length: 1...128))
        case .substring:
            _ = reader.integer("start", in: 0...Int.max, required: true)
            _ = reader.integer("length", in: 1...Int.max)
        case .toString, .toNumber, .toBoolean, .trim, .lower, .upper, nil: break
        }
        return reader.issues
    }
}

extension ParameterReader {
    /// Checks a member that must be there as a string, a number, a boolean or null.
    fileprivate mutating func scalar(_ key: String, _ rule: StringRule) {
        switch value(key) {
        case nil: fail(key, "is required")
        case .string: _ = string(key, rule)
        case .array, .object: fail(key, "must be a string, a number, true, false or null")
        case .null, .bool, .integer, .double: break
        }
    }
}
