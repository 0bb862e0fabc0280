/// What a configured header may look like (webhook.md 3.5): checked when it is saved and again before it is sent.
enum HeaderRules {
    static let nameLimit = 64
    static let valueLimit = 4096
    static let customLimit = 5

    private static let tokenMarks = Set("!#$%&'*+.^_`|~-".utf8)
    private static let reserved: Set<String> = [
        "content-type", "content-length", "content-encoding", "content-md5", "host", "connection", "keep-alive", "te", "trailer",
        "transfer-encoding", "upgrade", "expect", "user-agent", "accept", "accept-encoding", "date", "via", "forwarded", "cookie",
        "set-cookie", "http2-settings", "authorization",
    ]
    private static let reservedPrefixes = ["proxy-", "x-forwarded-", "x-meshes-", "webhook-", ":"]

    static func isName(_ name: String) -> Bool {
        (1...nameLimit).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || tokenMarks.contains($0) }
    }

    static func isValue(_ value: String) -> Bool {
        (1...valueLimit).contains(value.utf8.count) && value.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
            && value.utf8.first != 0x20 && value.utf8.last != 0x20
    }

    /// Whether a custom header may not have this name.
    static func isReserved(_ name: String) -> Bool {
        let name = name.lowercased()
        return reserved.contains(name) || reservedPrefixes.contains(where: name.hasPrefix)
    }

    /// What is wrong with a name; nil when nothing is.
    ///
    /// - Parameter allowing: a reserved name, in lower case, that is fine here.
    static func problem(withName name: String, allowing: String? = nil) -> String? {
        guard isName(name) else { return "must be a header name of 1 to \(nameLimit) characters: letters, digits and !#$%&'*+-.^_`|~" }
        guard name.lowercased() == allowing || !isReserved(name) else { return "must not be the reserved name \(name)" }
        return nil
    }

    static func problem(withValue value: String) -> String? {
        isValue(value) ? nil : "must have 1 to \(valueLimit) visible ASCII characters, without spaces around them"
    }
}
