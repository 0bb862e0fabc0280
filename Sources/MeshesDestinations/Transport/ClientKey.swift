/// What a pooled connection belongs to: it is never used for another scheme, host, port or address.
struct ClientKey: Hashable, Sendable {
    let scheme: WebURL.Scheme
    let host: String
    let port: Int
    let address: IPAddress
    /// Time to connect, with TLS.
    let connect: Duration

    init(url: WebURL, address: IPAddress, connect: Duration) {
        self.scheme = url.scheme
        self.host = url.authorityHost
        self.port = url.port
        self.address = address
        self.connect = connect
    }

    /// The name that a certificate must be for and that TLS announces; nil where the URL has an address.
    var serverName: String? {
        if case .some(.name) = try? HostSyntax.parse(host[...]).0 { host } else { nil }
    }
}
