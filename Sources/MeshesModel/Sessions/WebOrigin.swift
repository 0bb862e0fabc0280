/// The origin of a page that embeds: scheme, host and port, in the one form in which browsers write it.
public struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// For example `https://app.example.com` or `http://localhost:3000`.
    public let description: String

    /// Takes an origin in any spelling: letters of either case, the scheme's own port, one slash at the end.
    ///
    /// - Returns: nil unless it is `https:` with a host, or `http:` with `localhost` or `127.0.0.1`, without user, path,
    ///   query and wildcard.
    public init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        var rest = text[mark.upperBound...]
        if rest.hasSuffix("/") { rest.removeLast() }
        let authority = rest.lowercased()
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let host = String(parts[0])
        guard Self.isHost(host), scheme == "https" || (scheme == "http" && Self.loopback.contains(host)) else { return nil }
        var port = ""
        if parts.count > 1 {
            guard let number = UInt16(parts[1]), number > 0, parts[1].allSatisfy(\.isNumber) else { return nil }
            if number != (scheme == "https" ? 443 : 80) { port = ":\(number)" }
        }
        description = "\(scheme)://\(host)\(port)"
    }

    private static let loopback: Set<String> = ["localhost", "127.0.0.1"]

    /// Names of letters, digits, hyphens and dots. Names in other scripts come in their ASCII form, as browsers send them.
    private static func isHost(_ text: String) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { byte in
                    byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                }
        }
    }
}
