/// Looks up host names. Called exactly once an attempt, never for literal addresses.
public protocol AddressResolver: Sendable {
    /// All IPv4 and IPv6 addresses of a name, the preferred one first; never empty.
    func addresses(of name: String, within limit: Duration) async throws(ResolutionFailure) -> [IPAddress]
    /// Ends its threads, if it has any.
    func shutdown() async throws
}

/// Why a name has no addresses.
public enum ResolutionFailure: Error, Hashable, Sendable {
    case nameNotFound
    case timeout
    /// The resolver failed, or has too many look-ups waiting.
    case unavailable
}
