/// Hosts that belong to a provider: names, or what names end in where it begins with a dot.
struct ProviderHosts: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    private let patterns: [String]

    init(stringLiteral pattern: String) { patterns = [pattern] }
    init(arrayLiteral patterns: String...) { self.patterns = patterns }

    func contains(_ host: String) -> Bool {
        patterns.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 }
    }
}
