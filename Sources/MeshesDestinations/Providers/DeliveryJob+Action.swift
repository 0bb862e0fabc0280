import MeshesModel

extension DeliveryJob {
    /// The rule's action.
    var action: String { ruleMetadata["action"]?.string ?? "" }

    /// A text that the rule gives its action; nil when it is absent or empty.
    func optionalInput(_ key: String) -> String? {
        ruleMetadata[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Throws: `mapping_error` when the rule has none.
    func input(_ key: String) throws(AttemptEnd) -> String {
        guard let text = optionalInput(key) else { throw .mapping("the rule has no \(key)") }
        return text
    }

    /// The payload as a value, for templates.
    var payloadValue: JSONValue { (try? JSONValue(parsing: payload)) ?? .null }
}

extension AttemptEnd {
    /// A rule of an action that this version does not have.
    static func unknownAction(_ action: String) -> AttemptEnd { .mapping("the rule's action \(action) is not known") }
}
