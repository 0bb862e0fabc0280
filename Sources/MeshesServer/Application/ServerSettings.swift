/// How the HTTP floor behaves. The defaults are those of the documentation.
public struct ServerSettings: Sendable {
    /// Address to bind.
    public var host: String
    /// Port to bind; 0 lets the system choose.
    public var port: Int
    public var limits: RateLimitSettings
    public var embed: EmbedSettings
    /// Largest body of one request, in bytes.
    public var bodyLimit: Int
    /// Largest body of a bulk call, in bytes.
    public var bulkBodyLimit: Int
    /// How long a credential that was looked up is trusted before it is read again, in seconds: the longest time that a
    /// revoked key still works.
    public var credentialLifetime: Duration
    /// Connections of clients held open at once; more wait in the backlog.
    public var maxConnections: Int
    /// A connection on which nothing moves for so long is closed.
    public var idleTimeout: Duration
    /// Whether `GET /metrics` answers.
    public var exposesMetrics: Bool
    /// Whether more is served than health and metrics.
    public var servesAPI = true

    public init(
        host: String = "127.0.0.1", port: Int = 8080, limits: RateLimitSettings = RateLimitSettings(),
        embed: EmbedSettings = EmbedSettings(),
        bodyLimit: Int = 1 << 20, bulkBodyLimit: Int = 5 << 20, credentialLifetime: Duration = .seconds(5),
        maxConnections: Int = 10_000, idleTimeout: Duration = .seconds(75), exposesMetrics: Bool = true
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.embed = embed
        self.bodyLimit = bodyLimit
        self.bulkBodyLimit = bulkBodyLimit
        self.credentialLifetime = credentialLifetime
        self.maxConnections = maxConnections
        self.idleTimeout = idleTimeout
        self.exposesMetrics = exposesMetrics
    }
}
