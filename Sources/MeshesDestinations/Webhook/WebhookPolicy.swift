/// The operator's settings for webhooks.
public struct WebhookPolicy: Sendable {
    /// Rules for hosts and addresses.
    public var hosts: GuardPolicy
    /// Sent with every request, for example `Meshes/1.0`.
    public var userAgent: String
    /// Bytes of a request body, envelope included.
    public var bodyLimit: Int
    /// How long a rotated Standard Webhooks secret goes on signing: 1 h to 7 days.
    public var rotationOverlap: Duration
    /// Save-time tests of one workspace in a minute.
    public var testsPerWorkspace: Int
    /// Save-time tests of one host in a minute, over all workspaces.
    public var testsPerHost: Int

    public init(
        hosts: GuardPolicy = .strict, userAgent: String, bodyLimit: Int = 1 << 20, rotationOverlap: Duration = .seconds(86_400),
        testsPerWorkspace: Int = 10, testsPerHost: Int = 3
    ) {
        self.hosts = hosts
        self.userAgent = userAgent
        self.bodyLimit = bodyLimit
        self.rotationOverlap = min(max(rotationOverlap, .seconds(3600)), .seconds(7 * 86_400))
        self.testsPerWorkspace = testsPerWorkspace
        self.testsPerHost = testsPerHost
    }
}
