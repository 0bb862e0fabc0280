import MeshesModel

extension WebhookSettingsReader {
    mutating func fail(_ key: String, _ message: String) {
        issues.append(ParameterIssue("metadata.\(key)", message))
    }

    func fails(_ key: String) -> Bool { issues.contains { $0.param == "metadata.\(key)" } }

    /// A text; nil when it is absent, null or empty, or fails.
    mutating func text(_ key: String) -> String? {
        switch input[key] {
        case nil, .null?: return nil
        case .string(let text)?: return text.isEmpty ? nil : text
        default:
            fail(key, "must be a text")
            return nil
        }
    }

    /// One of some texts; nil when absent.
    mutating func choice(_ key: String, of values: [String], fold: (String) -> String = { $0 }) -> String? {
        guard let text = text(key) else { return nil }
        let folded = fold(text)
        guard values.contains(folded) else {
            fail(key, "must be one of \(values.joined(separator: ", "))")
            return nil
        }
        return folded
    }

    /// A boolean, also as one of the texts `true` and `false`; nil when absent.
    mutating func flag(_ key: String) -> Bool? {
        switch input[key] {
        case nil, .null?, .string("")?: return nil
        case .bool(let value)?: return value
        case .string("true")?: return true
        case .string("false")?: return false
        default:
            fail(key, "must be true or false")
            return nil
        }
    }

    /// A secret: absent or null keeps the stored one, an empty text removes it, another text replaces it.
    ///
    /// - Parameter problem: what is wrong with a new value; nil when nothing is.
    mutating func secret(_ key: String, fold: (String) -> String = { $0 }, problem: (String) -> String?) -> Secret? {
        if input[key] == nil || input[key] == .null {
            guard let old = stored?.secrets[key] else { return nil }
            kept.append(key)
            return old
        }
        guard let text = text(key) else { return nil }
        let value = fold(text)
        if let problem = problem(value) {
            fail(key, problem)
            return nil
        }
        return Secret(value)
    }

    /// Like `secret`, and puts it into the result.
    mutating func keepSecret(
        _ key: String, required: Bool, fold: (String) -> String = { $0 }, problem: (String) -> String?
    ) {
        if let secret = secret(key, fold: fold, problem: problem) {
            result.secrets[key] = secret
        } else if required, !fails(key) {
            fail(key, "is required")
        }
    }
}
