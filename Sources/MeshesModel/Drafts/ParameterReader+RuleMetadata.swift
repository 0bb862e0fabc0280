import OrderedCollections

extension ParameterReader {
    /// Members of rule metadata that typed clients decode as strings (openapi.yaml, RuleMetadata).
    private static let stringMembers = ["id", "name", "value", "key", "data", "option", "option_value"]

    /// Reads `metadata` of a rule: an object with an action.
    mutating func ruleMetadata(required: Bool) -> JSONObject? {
        guard let metadata = object("metadata", required: required) else { return nil }
        var inner = ParameterReader(metadata, path: path(of: "metadata"))
        _ = inner.string("action", StringRule(length: 1...128, .printable), required: true)
        for key in Self.stringMembers { _ = inner.string(key, StringRule(length: 0...Int.max)) }
        add(inner.issues)
        return metadata
    }
}

extension Rule {
    static let resourceIDNeedsResource = "needs a resource"
}
