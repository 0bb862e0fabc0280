/// Decodes and checks the members of an event, and gathers what is wrong with them.
struct EventFields {
    private let bytes: UnsafeRawBufferPointer
    private let prefix: String
    private(set) var issues: [ParameterIssue] = []

    init(_ envelope: EventEnvelope, pathPrefix: String) {
        bytes = envelope.cursor.bytes
        prefix = pathPrefix
    }

    mutating func string(_ element: JSONElement?, _ key: String, _ rule: StringRule, required: Bool = false) -> String? {
        guard let element, element.kind != .null else {
            if required { fail(key, "is required") }
            return nil
        }
        guard let text = text(of: element) else {
            fail(key, "must be a string")
            return nil
        }
        if let problem = rule.problem(with: text) {
            fail(key, problem)
            return nil
        }
        return text
    }

    mutating func id(_ element: JSONElement?, _ key: String) -> Workspace.ID? {
        guard let element, element.kind != .null else { return nil }
        guard let id = text(of: element).flatMap({ Workspace.ID($0) }) else {
            fail(key, "must be a UUID")
            return nil
        }
        return id
    }

    mutating func checkType(_ element: JSONElement?) {
        guard let element, element.kind != .null else { return }
        if text(of: element) != "event" { fail("type", "must be event") }
    }

    /// Checks the payload; its range when it is an object.
    mutating func payload(_ element: JSONElement?, _ facts: PayloadFacts) -> Range<Int>? {
        guard let element, element.kind != .null else {
            fail("payload", "is required")
            return nil
        }
        guard element.kind == .object else {
            fail("payload", "must be an object")
            return nil
        }
        if !facts.hasValue { fail("payload", "must have at least one value that is not empty") }
        for member in PayloadMember.allCases where facts.notStrings.contains(member) {
            fail("payload.\(member.name)", "must be a string")
        }
        if let email = facts.email, let address = text(of: email), !EmailAddress.isValid(address) {
            fail("payload.email", "must be an e-mail address")
        }
        return element.range
    }

    private func text(of element: JSONElement) -> String? {
        element.kind == .string ? try? JSONScanner.string(of: bytes, in: element.range) : nil
    }

    private mutating func fail(_ key: String, _ message: String) {
        issues.append(ParameterIssue(prefix + key, message))
    }
}
