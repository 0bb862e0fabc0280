/// What a text must be like. Lengths count Unicode scalars.
public struct StringRule: Hashable, Sendable {
    /// Which characters a text may hold.
    public enum Alphabet: Hashable, Sendable {
        /// Any but U+0000, which PostgreSQL cannot keep.
        case any
        /// Any but control characters, and not only white space.
        case printable
        /// `[a-zA-Z0-9 _-]`
        case name
        /// `[A-Za-z0-9._:-]`
        case identifier
        /// `[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*`
        case path
        /// `#` and six hexadecimal digits.
        case colour
        /// A BCP 47 tag: a language of 2 or 3 letters, then parts of 2 to 8 letters and digits, joined by `-`.
        case languageTag
    }

    public var length: ClosedRange<Int>
    public var alphabet: Alphabet

    public init(length: ClosedRange<Int>, _ alphabet: Alphabet = .any) {
        self.length = length
        self.alphabet = alphabet
    }

    /// What is wrong with a text, as the end of a sentence; nil when it fits.
    public func problem(with text: String) -> String? {
        let count = text.unicodeScalars.count
        if !length.contains(count) {
            if count == 0 { return "must not be empty" }
            return length.lowerBound > 0
                ? "must have \(length.lowerBound) to \(length.upperBound) characters"
                : "must have at most \(length.upperBound) characters"
        }
        return alphabet.problem(with: text)
    }
}

extension StringRule {
    public static let organizationName = StringRule(length: 1...128, .printable)
    public static let workspaceName = StringRule(length: 3...50, .name)
    public static let workspaceDescription = StringRule(length: 0...1024)
    public static let connectionName = StringRule(length: 1...128, .name)
    public static let eventName = StringRule(length: 1...128, .printable)
    public static let resource = StringRule(length: 1...64, .printable)
    /// The resource id that an event carries.
    public static let eventResourceID = StringRule(length: 1...255, .printable)
    /// The resource id that a rule asks for.
    public static let ruleResourceID = StringRule(length: 1...64, .identifier)
    /// A user in the terms of the product that embeds.
    public static let externalUser = StringRule(length: 1...255, .printable)
    public static let colour = StringRule(length: 1...7, .colour)
    public static let languageTag = StringRule(length: 2...35, .languageTag)
    /// The value of the header `Idempotency-Key` and of the member `idempotency_key` of a bulk item.
    public static let idempotencyKey = StringRule(length: 1...255, .printable)
}
