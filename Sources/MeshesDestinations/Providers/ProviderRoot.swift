/// Where one of a provider's hosts is reached: the provider's own address, or what the operator has put in its place (a
/// proxy, a sandbox, a stand-in of a test).
struct ProviderRoot: Hashable, Sendable {
    private let standard: String
    private let override: WebURL?
    private let ownHost: ProviderHosts

    /// - Parameters:
    ///   - standard: the provider's own root, for example `https://api.example.com/v3`.
    ///   - override: the operator's; it may be plain http.
    ///   - ownHost: which hosts `returned` lets through, for example `.salesforce.com`.
    init(_ standard: String, override: WebURL? = nil, ownHost: ProviderHosts) {
        self.standard = standard
        self.override = override
        self.ownHost = ownHost
    }

    /// The URL of a path below the root.
    ///
    /// - Throws: when it is longer than a URL may be.
    func url(_ path: ProviderPath, _ query: [(String, String)] = []) throws(URLSyntaxError) -> WebURL {
        let base = override?.text ?? standard
        return try URLSyntax.parse((base.hasSuffix("/") ? String(base.dropLast()) : base) + path.target(query))
    }

    /// A URL that came in an answer (a next page, an instance), if it may be called: https on the usual port at a host of
    /// this provider. Under an override only its path and query are taken.
    func returned(_ text: String) -> WebURL? {
        guard let url = try? URLSyntax.parse(text) else { return nil }
        if let override {
            let shownPort = override.port == override.scheme.defaultPort ? "" : ":\(override.port)"
            return try? URLSyntax.parse("\(override.scheme.rawValue)://\(override.authorityHost)\(shownPort)\(url.target)")
        }
        guard url.scheme == .https, url.port == 443 else { return nil }
        return ownHost.contains(url.authorityHost) ? url : nil
    }
}
