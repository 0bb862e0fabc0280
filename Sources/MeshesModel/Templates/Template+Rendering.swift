extension Template {
    /// How values are written into a text, by what will read it.
    public enum Escaping: Hashable, Sendable {
        case plain
        /// `&`, `<` and `>` as entities, so that a value is no link and no mention.
        case slack
        /// Also quotation marks, for texts and attributes.
        case html
    }

    /// The text with its values filled in: strings as they are, anything else as JSON text, what is missing as nothing.
    ///
    /// - Parameters:
    ///   - oneLine: line ends become spaces, for subjects and titles.
    ///   - limit: the greatest number of characters (Unicode scalars); what is longer is cut and ends in `…`.
    /// - Returns: nil when the text is blank.
    public func render(
        _ payload: JSONValue, escaping: Escaping = .plain, oneLine: Bool = false, limit: Int = .max
    ) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .text(let words): text += words
            case .value(let path): text += escaping.apply(to: payload.value(at: path)?.plainText ?? "")
            }
        }
        if oneLine { text = String(String.UnicodeScalarView(text.unicodeScalars.map { Self.isLineEnd($0) ? " " : $0 })) }
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

extension Template.Escaping {
    func apply(to text: String) -> String {
        guard self != .plain else { return text }
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where self == .html: result += "&quot;"
            case "'" where self == .html: result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
