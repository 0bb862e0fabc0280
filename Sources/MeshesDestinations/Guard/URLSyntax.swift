/// The one parser for URLs that tenants give: what it cannot read with certainty, it refuses.
public enum URLSyntax {
    /// Bytes of a URL.
    public static let lengthLimit = 2048

    /// Reads an absolute `http` or `https` URL into its normal form: host in lower-case ASCII without a dot at the end,
    /// characters that a path or query may not hold percent-encoded, everything else as it came.
    public static func parse(_ text: String) throws(URLSyntaxError) -> WebURL {
        guard text.utf8.count <= lengthLimit else { throw URLSyntaxError("must have at most \(lengthLimit) bytes") }
        for scalar in text.unicodeScalars {
            guard scalar.value > 0x20, !(0x7F...0xA0).contains(scalar.value), !scalar.properties.isWhitespace, scalar != "\\" else {
                throw URLSyntaxError("must not contain white space, control characters or a backslash")
            }
        }
        guard !text.contains("#") else { throw URLSyntaxError("must not have a fragment (#…)") }
        guard let separator = text.firstRange(of: "://") else { throw URLSyntaxError("must be an absolute URL") }
        guard let scheme = WebURL.Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else {
            throw URLSyntaxError("must start with https://")
        }
        let rest = text[separator.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let (hostText, port) = try split(authority: rest[..<authorityEnd], defaultPort: scheme.defaultPort)
        let (host, shown) = try HostSyntax.parse(hostText)
        let url = WebURL(
            scheme: scheme, host: host, port: port, authorityHost: shown,
            pathAndQuery: try PercentEncoding.normalized(rest[authorityEnd...])
        )
        guard url.text.utf8.count <= lengthLimit else { throw URLSyntaxError("must have at most \(lengthLimit) bytes") }
        return url
    }

    private static func split(authority: Substring, defaultPort: Int) throws(URLSyntaxError) -> (host: Substring, port: Int) {
        guard !authority.contains("@") else { throw URLSyntaxError("must not hold a user name or password") }
        guard !authority.contains("%") else { throw URLSyntaxError("must not have a percent sign in its host") }
        let hostEnd: Substring.Index
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { throw URLSyntaxError("must have a valid host") }
            hostEnd = authority.index(after: bracket)
        } else {
            hostEnd = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let host = authority[..<hostEnd]
        guard !host.isEmpty else { throw URLSyntaxError("must have a host") }
        guard hostEnd < authority.endIndex else { return (host, defaultPort) }
        let digits = authority[hostEnd...].dropFirst()
        guard authority[hostEnd] == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isASCIIDigit),
            let port = Int(digits), (1...65_535).contains(port)
        else { throw URLSyntaxError("must have a port between 1 and 65535") }
        return (host, port)
    }
}
