public import OrderedCollections

/// Reads the members of a JSON object and gathers what is wrong with them, so that all bad parameters are named at once.
///
/// A member that is null counts as absent, except where a method says otherwise. Members that nobody asks for are ignored.
public struct ParameterReader: Sendable {
    private let object: JSONObject
    private let path: String
    public private(set) var issues: [ParameterIssue] = []

    /// - Parameter path: dotted path of `object` in the body, for example `metadata`; empty for the body itself.
    public init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    /// Reads a text.
    public mutating func string(_ key: String, _ rule: StringRule, required: Bool = false) -> String? {
        guard let value = present(key, required: required) else { return nil }
        return text(value, key, rule)
    }

    /// Reads a text that null clears.
    public mutating func nullableString(_ key: String, _ rule: StringRule) -> Nullable<String> {
        guard let value = object[key] else { return .absent }
        if value.isNull { return .null }
        return text(value, key, rule).map { .value($0) } ?? .absent
    }

    public mutating func bool(_ key: String) -> Bool? {
        guard let value = present(key, required: false) else { return nil }
        if value.bool == nil { fail(key, "must be true or false") }
        return value.bool
    }

    /// Reads a whole number; one written with a fraction of zero counts as whole.
    public mutating func integer(_ key: String, in range: ClosedRange<Int>, required: Bool = false) -> Int? {
        guard let value = present(key, required: required) else { return nil }
        let number = value.integer.flatMap { Int(exactly: $0) } ?? value.double.flatMap { Int(exactly: $0) }
        guard let number, range.contains(number) else {
            fail(
                key,
                range.upperBound == .max
                    ? "must be a whole number of at least \(range.lowerBound)"
                    : "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// Reads a UUID.
    public mutating func id<Entity>(
        _ key: String, of _: Entity.Type = Entity.self, required: Bool = false
    ) -> Identifier<Entity>? {
        guard let value = present(key, required: required) else { return nil }
        guard let id = value.string.flatMap({ Identifier<Entity>($0) }) else {
            fail(key, "must be a UUID")
            return nil
        }
        return id
    }

    public mutating func object(_ key: String, required: Bool = false) -> JSONObject? {
        guard let value = present(key, required: required) else { return nil }
        if value.object == nil { fail(key, "must be an object") }
        return value.object
    }

    /// Reads an array of so many elements.
    public mutating func array(_ key: String, count: ClosedRange<Int>, required: Bool = false) -> [JSONValue]? {
        guard let value = present(key, required: required) else { return nil }
        guard let array = value.array else {
            fail(key, "must be an array")
            return nil
        }
        guard count.contains(array.count) else {
            fail(
                key,
                count.lowerBound == 0
                    ? "must have at most \(count.upperBound) elements"
                    : "must have \(count.lowerBound) to \(count.upperBound) elements")
            return nil
        }
        return array
    }

    /// Reads one of the words that an enumeration knows.
    public mutating func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, _: Word.Type = Word.self, required: Bool = false
    ) -> Word? where Word.RawValue == String {
        guard let value = present(key, required: required) else { return nil }
        guard let word = value.string.flatMap({ Word(rawValue: $0) }) else {
            fail(key, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        return word
    }

    /// A member as it is, null included; nil when it is absent.
    public func value(_ key: String) -> JSONValue? { object[key] }

    /// Names a member that is wrong for a reason of the caller's.
    public mutating func fail(_ key: String, _ message: String) {
        issues.append(ParameterIssue(self.path(of: key), message))
    }

    /// Takes over issues that were found further down, with their whole paths.
    public mutating func add(_ found: [ParameterIssue]) {
        issues += found
    }

    /// The dotted path of a member.
    public func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Throws 400 with all issues when there are any.
    public func finish() throws(MeshesError) {
        if !issues.isEmpty { throw .badRequest(issues) }
    }

    /// The 400 of a draft whose required members did not all come out.
    var failure: MeshesError { .badRequest(issues) }

    private mutating func present(_ key: String, required: Bool) -> JSONValue? {
        if let value = object[key], !value.isNull { return value }
        if required { fail(key, "is required") }
        return nil
    }

    private mutating func text(_ value: JSONValue, _ key: String, _ rule: StringRule) -> String? {
        guard let text = value.string else {
            fail(key, "must be a string")
            return nil
        }
        if let problem = rule.problem(with: text) {
            fail(key, problem)
            return nil
        }
        return text
    }
}
