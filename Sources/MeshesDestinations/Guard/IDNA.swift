import Foundation

/// Host names in other scripts as ASCII. Stricter than browsers: letters, marks and digits only, so no symbol, joiner or
/// invisible character ever reaches a resolver.
enum IDNA {
    /// The name in lower-case ASCII, each label that needs it as Punycode.
    static func ascii(_ name: Substring) throws(URLSyntaxError) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
        let folded = name.lowercased().precomposedStringWithCompatibilityMapping.lowercased()
        var labels: [String] = []
        for label in folded.split(omittingEmptySubsequences: false, whereSeparator: { dots.contains($0) }) {
            labels.append(try encoded(label))
        }
        return labels.joined(separator: ".")
    }

    private static let dots: Set<Character> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]

    private static func encoded(_ label: Substring) throws(URLSyntaxError) -> String {
        if label.utf8.allSatisfy({ $0 < 0x80 }) { return String(label) }
        for scalar in label.unicodeScalars where scalar != "-" {
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: continue
            default: throw URLSyntaxError("must have a host name of letters, digits and hyphens")
            }
        }
        guard let code = Punycode.encode(label.unicodeScalars.map(\.value)) else {
            throw URLSyntaxError("must have a valid host name")
        }
        return "xn--" + code
    }
}
