/// Ports that a tenant's URL may name.
enum PortRules {
    /// Well-known services that do not speak HTTP, or should not hear it from strangers.
    private static let closed: Set<Int> = Set(
        [1433, 1521, 2049, 3306, 3389, 5432, 5672, 5900, 6379, 6443, 9042, 9200, 9300, 11_211, 27_017]
            + Array(2375...2380) + Array(6000...6063)
    )

    static func isOpen(_ port: Int, scheme: WebURL.Scheme) -> Bool {
        port == 443 || (port == 80 && scheme == .http) || (port >= 1024 && !closed.contains(port))
    }
}
