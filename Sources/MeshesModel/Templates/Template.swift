/// A text with placeholders such as `{{user.name}}`, which are filled from the root of a payload (delivery.md 9).
///
/// Members are named by dots, elements of arrays by index. `\{{` stands for two braces. Braces around anything that is no
/// path stay as they are: there are no expressions.
public struct Template: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case value([String])
    }

    let parts: [Part]

    public init(_ text: String) {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            if before.hasSuffix("\\") {
                plain += before.dropLast() + "{{"
                rest = rest[open.upperBound...]
                continue
            }
            // Of three braces the first is text.
            let inside = rest[open.upperBound...]
            guard let close = inside.firstRange(of: "}}"), let path = Self.path(inside[..<close.lowerBound]) else {
                plain += before + "{"
                rest = rest[rest.index(after: open.lowerBound)...]
                continue
            }
            plain += before
            if !plain.isEmpty { parts.append(.text(plain)) }
            parts.append(.value(path))
            plain = ""
            rest = inside[close.upperBound...]
        }
        plain += rest
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.parts = parts
    }

    /// The dotted paths of its placeholders, in their order.
    public var placeholders: [String] {
        parts.compactMap { if case .value(let path) = $0 { path.joined(separator: ".") } else { nil } }
    }

    private static func path(_ text: Substring) -> [String]? {
        guard let match = text.wholeMatch(of: /\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)\s*/) else { return nil }
        return match.1.split(separator: ".").map(String.init)
    }
}
