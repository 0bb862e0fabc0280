/// How embedded pages look. Members that are nil are the pages' own choice.
public struct Appearance: Hashable, Codable, Sendable {
    public enum Theme: String, CaseIterable, Codable, Sendable {
        case light, dark
        /// As the user's system.
        case auto
    }

    public var theme: Theme?
    /// `#rrggbb`, lower case.
    public var accent: String?
    /// A BCP 47 tag such as `en` or `de-CH`.
    public var locale: String?

    public init(theme: Theme? = nil, accent: String? = nil, locale: String? = nil) {
        self.theme = theme
        self.accent = accent
        self.locale = locale
    }

    public var isEmpty: Bool { self == Appearance() }
}
