import MeshesModel

/// One setting of a connection's form, as it is checked when it is saved.
struct ConnectionField: Sendable {
    var key: String
    var isSecret: Bool
    var isRequired: Bool
    /// Bytes.
    var length: ClosedRange<Int>
    /// What it is when nobody has filled it; nil for nothing.
    var standard: String?
    /// Brings a text into the form that is kept.
    var fold: @Sendable (String) -> String
    /// What is wrong with a text, as the end of a sentence; nil when it is good.
    var problem: @Sendable (String) -> String?

    init(
        _ key: String, isSecret: Bool = false, isRequired: Bool = true, length: ClosedRange<Int> = 1...255,
        standard: String? = nil, fold: @escaping @Sendable (String) -> String = { $0 },
        problem: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.key = key
        self.isSecret = isSecret
        self.isRequired = isRequired
        self.length = length
        self.standard = standard
        self.fold = fold
        self.problem = problem
    }

    /// A key that a provider has issued: visible ASCII.
    static func apiKey(_ key: String = "api_key", length: ClosedRange<Int> = 8...4096) -> ConnectionField {
        ConnectionField(key, isSecret: true, length: length)
    }

    /// One of several values, in any case.
    static func choice(_ key: String, _ values: [String], standard: String) -> ConnectionField {
        ConnectionField(key, standard: standard, fold: { $0.lowercased() }) {
            values.contains($0) ? nil : "must be one of \(values.joined(separator: ", "))"
        }
    }

    fileprivate func check(_ text: String) -> String? {
        guard length.contains(text.utf8.count) else { return "must have \(length.lowerBound) to \(length.upperBound) characters" }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "must hold visible ASCII characters only" }
        return problem(text)
    }
}

extension ConnectionSettings {
    /// Reads the fields of a form. What is absent or null keeps its value, an empty text removes it; members that are no
    /// field are not kept.
    ///
    /// - Throws: 400 naming each member as `metadata.<key>`.
    init(_ fields: [ConnectionField], from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) {
        self.init(metadata: [:], secrets: [:])
        var issues: [ParameterIssue] = []
        for field in fields {
            let kept = field.isSecret ? stored?.secrets[field.key]?.reveal() : stored?.metadata[field.key]?.string
            let given = metadata[field.key] ?? .null
            if !given.isNull, given.string == nil {
                issues.append(ParameterIssue("metadata.\(field.key)", "must be a string"))
                continue
            }
            let raw = given.string.map { String($0.trimmingSpaces) } ?? kept ?? ""
            let text = raw.isEmpty ? field.standard ?? "" : field.fold(raw)
            if text.isEmpty {
                if field.isRequired { issues.append(ParameterIssue("metadata.\(field.key)", "is required")) }
            } else if let problem = field.check(text) {
                issues.append(ParameterIssue("metadata.\(field.key)", problem))
            } else if field.isSecret {
                secrets[field.key] = Secret(text)
            } else {
                self.metadata[field.key] = .string(text)
            }
        }
        guard issues.isEmpty else { throw .badRequest(issues) }
    }
}
