extension StringRule.Alphabet {
    func problem(with text: String) -> String? {
        switch self {
        case .any:
            text.utf8.contains(0) ? "must not hold the character U+0000" : nil
        case .printable:
            if text.unicodeScalars.contains(where: Self.isControl) {
                "must not hold control characters"
            } else {
                text.unicodeScalars.allSatisfy(Self.isBlank) ? "must not be blank" : nil
            }
        case .name:
            text.utf8.allSatisfy { Self.isWordByte($0) || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
                ? nil : "may hold only letters a to z, digits, spaces, _ and -"
        case .identifier:
            text.utf8.allSatisfy { Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
                ? nil : "may hold only letters a to z, digits, and . _ : -"
        case .colour:
            text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#") && text.dropFirst().allSatisfy(\.isHexDigit)
                ? nil : "must be a colour such as #1a73e8"
        case .languageTag:
            Self.isLanguageTag(text) ? nil : "must be a language tag such as en or de-CH"
        case .path:
            Self.isPath(text) ? nil : "must be a path such as user.email: names of letters, digits and _, joined by dots"
        }
    }

    // Looking a property up costs far more than a comparison, and nearly all text here is ASCII.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " : scalar.properties.isWhitespace
    }

    private static func isPath(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isWordByte) }
    }

    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.count), !language.contains(where: isDigit) else { return false }
        return parts.allSatisfy { (2...8).contains($0.count) && $0.allSatisfy { isWordByte($0) && $0 != UInt8(ascii: "_") } }
    }

    /// `[a-zA-Z0-9_]`
    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
