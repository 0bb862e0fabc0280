/// Host names that mean something inside a network only.
enum NameRules {
    private static let local: Set<String> = [
        "localhost", "local", "internal", "localdomain", "lan", "intranet", "corp", "home", "onion",
    ]

    /// Whether the name has a single label, or is or lies below a local name.
    static func isLocal(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return true }
        return local.contains(String(name[name.index(after: dot)...])) || name == "home.arpa" || name.hasSuffix(".home.arpa")
    }
}
