/// What a node says of itself.
public struct NodeDescription: Hashable, Sendable {
    public var version: String
    /// The name of the machine.
    public var host: String
    /// What it does, by the words of the setting.
    public var roles: [String]

    public init(version: String, host: String, roles: [String]) {
        self.version = version
        self.host = host
        self.roles = roles
    }
}
