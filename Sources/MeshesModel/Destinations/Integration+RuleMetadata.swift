public import OrderedCollections

extension Integration {
    /// The longest text that a rule may give an action, in Unicode scalars.
    public static let longestInput = 20_000

    /// Checks a rule's metadata against the inputs of its action: those that are required must be there, texts must have
    /// the form that the input asks for. What no input asks for is let be.
    ///
    /// - Throws: 400 naming each member as `metadata.<field>`.
    public func check(ruleMetadata: JSONObject) throws(MeshesError) {
        guard let action = ruleMetadata["action"]?.string.flatMap({ actions[$0] }) else {
            throw .badRequest("metadata.action", "must be one of \(actions.keys.sorted().joined(separator: ", "))")
        }
        var reader = ParameterReader(ruleMetadata, path: "metadata")
        for input in action.data ?? [] {
            guard let field = input["field"]?.string else { continue }
            let isRequired = input["required"]?.bool == true
            let text = reader.string(field, StringRule(length: (isRequired ? 1 : 0)...Self.longestInput), required: isRequired)
            if let text, !text.isEmpty, let problem = Self.problem(with: text, input) { reader.fail(field, problem) }
            // An input of the kind "advanced" has a second choice below the first.
            if input["kind"] == "advanced", let option = input["options"]?["field"]?.string {
                _ = reader.string(option, StringRule(length: 1...Self.longestInput), required: isRequired)
            }
        }
        try reader.finish()
    }

    private static func problem(with text: String, _ input: JSONValue) -> String? {
        if let allowed = input["options"]?.array?.compactMap({ $0["value"]?.string }), !allowed.contains(text) {
            return "must be one of \(allowed.joined(separator: ", "))"
        }
        guard let pattern = input["regex"]?.string, let regex = try? Regex(pattern), text.wholeMatch(of: regex) == nil else { return nil }
        return input["regexMessage"]?.string.map { "does not have the right form: \($0)" } ?? "does not have the right form"
    }
}
