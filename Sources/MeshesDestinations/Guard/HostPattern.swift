/// A host of an operator's list: `hooks.example.com`, a literal address, or `*.example.com` for everything below a name.
public struct HostPattern: Hashable, Sendable {
    private let name: String
    private let isSuffix: Bool
    /// Nil for any port.
    private let port: Int?

    /// Reads a name, an address (IPv6 in brackets) or `*.suffix`, each with an optional `:port`; nil for anything else.
    public init?(_ text: String) {
        let isSuffix = text.hasPrefix("*.")
        let authority = isSuffix ? String(text.dropFirst(2)) : text
        guard !authority.contains("/"), !authority.contains("?"), let url = try? URLSyntax.parse("http://\(authority)") else {
            return nil
        }
        if isSuffix, case .address = url.host { return nil }
        self.name = isSuffix ? "." + url.authorityHost : url.authorityHost
        self.isSuffix = isSuffix
        self.port = authority.hasSuffix(":\(url.port)") ? url.port : nil
    }

    public func matches(_ url: WebURL) -> Bool {
        guard port == nil || port == url.port else { return false }
        return isSuffix ? url.authorityHost.hasSuffix(name) : url.authorityHost == name
    }
}
