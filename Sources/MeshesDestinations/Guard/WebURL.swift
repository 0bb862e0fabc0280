/// An `http` or `https` URL that passed the strict parser. The same value is checked and connected to.
public struct WebURL: Hashable, Sendable {
    public enum Scheme: String, Sendable {
        case http, https

        public var defaultPort: Int { self == .https ? 443 : 80 }
    }
    public enum Host: Hashable, Sendable {
        /// A DNS name in lower-case ASCII, without a dot at the end.
        case name(String)
        case address(IPAddress)
    }

    public let scheme: Scheme
    public let host: Host
    public let port: Int
    /// The host as it stands in the URL: a name, a dotted quad, or an IPv6 address in brackets.
    public let authorityHost: String
    /// Host and port as the `Host` header has them: the scheme's own port is left out.
    public let authority: String
    /// Path and query as they go out; begins with `/`.
    public let target: String
    /// The whole URL in its normal form.
    public let text: String

    init(scheme: Scheme, host: Host, port: Int, authorityHost: String, pathAndQuery: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.authorityHost = authorityHost
        let hasPath = pathAndQuery.utf8.first == UInt8(ascii: "/")
        self.target = hasPath ? pathAndQuery : "/" + pathAndQuery
        self.authority = port == scheme.defaultPort ? authorityHost : "\(authorityHost):\(port)"
        // A bare host stays bare, so that a client reads back what it sent.
        self.text = "\(scheme.rawValue)://\(authority)\(pathAndQuery.isEmpty ? "" : target)"
    }

    /// Scheme, host and port: what a connection belongs to.
    public var origin: String { "\(scheme.rawValue)://\(authorityHost):\(port)" }
}
