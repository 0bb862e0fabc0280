import MeshesModel

/// The query of a request. Unknown parameters are ignored, an empty value is the same as none.
struct QueryParameters: Sendable {
    private var values: [String: String] = [:]
    private(set) var issues: [ParameterIssue] = []

    /// - Parameter target: path and query, as in the request line.
    init(target: String) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        let end = target.utf8.firstIndex(of: UInt8(ascii: "#")) ?? target.endIndex
        guard mark < end else { return }
        for pair in target[target.utf8.index(after: mark)..<end].split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(halves[0]) else { continue }
            guard let value = Self.decode(halves.count > 1 ? halves[1] : "") else {
                issues.append(ParameterIssue(name, "must be UTF-8 in percent-encoding"))
                continue
            }
            values[name] = value.isEmpty ? nil : value
        }
    }

    /// A text without NUL.
    mutating func text(_ name: String) -> String? {
        guard let value = values[name] else { return nil }
        guard !value.utf8.contains(0) else { return fail(name, "must not hold NUL") }
        return value
    }

    /// A text that must be there.
    mutating func required(_ name: String) -> String {
        if values[name] == nil { issues.append(ParameterIssue(name, "is required")) }
        return text(name) ?? ""
    }

    /// `true`, `false`, `1` or `0`.
    mutating func bool(_ name: String) -> Bool? {
        switch values[name] {
        case nil: nil
        case "true", "1": true
        case "false", "0": false
        default: fail(name, "must be true or false")
        }
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = values[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            return fail(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A moment as the API writes it.
    mutating func time(_ name: String) -> Timestamp? {
        guard let text = values[name] else { return nil }
        return Timestamp(text) ?? fail(name, "must be a time such as 2026-01-31T10:00:00.000Z")
    }

    /// A UUID.
    mutating func id<Entity>(_ name: String, of _: Entity.Type = Entity.self) -> Identifier<Entity>? {
        guard let text = values[name] else { return nil }
        return Identifier(text) ?? fail(name, "must be a UUID")
    }

    /// The ids that begin with some hexadecimal digits; hyphens make no difference.
    mutating func idsBeginning<Entity>(_ name: String, of _: Entity.Type = Entity.self) -> ClosedRange<Identifier<Entity>>? {
        guard let text = values[name] else { return nil }
        let digits = text.filter { $0 != "-" }
        guard (4...32).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            return fail(name, "must be an id or its first 4 or more hexadecimal digits")
        }
        func id(_ filler: Character) -> Identifier<Entity> {
            let full = digits + String(repeating: filler, count: 32 - digits.count)
            return Identifier(high: UInt64(full.prefix(16), radix: 16) ?? 0, low: UInt64(full.suffix(16), radix: 16) ?? 0)
        }
        return id("0")...id("f")
    }

    /// One of the names of a set.
    mutating func choice<Value>(_ name: String, _ choices: [(String, Value)]) -> Value? {
        guard let text = values[name] else { return nil }
        guard let choice = choices.first(where: { $0.0 == text }) else {
            return fail(name, "must be one of \(choices.map(\.0).joined(separator: ", "))")
        }
        return choice.1
    }

    /// Throws 400 with every parameter that was bad.
    func finish() throws(MeshesError) {
        guard issues.isEmpty else { throw .badRequest(issues) }
    }

    /// Names a parameter that is wrong for a reason of the caller's.
    mutating func fail<Value>(_ name: String, _ message: String) -> Value? {
        issues.append(ParameterIssue(name, message))
        return nil
    }

    /// Undoes percent-encoding; nil when what comes out is not UTF-8 or a `%` stands alone.
    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
