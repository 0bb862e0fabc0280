/// The operator's rules for hosts that tenants name (webhook.md 3.7). Deny beats allow.
public struct GuardPolicy: Sendable {
    public var allowHTTP: HTTPAllowance
    /// Hosts that skip the name, port and address rules.
    public var allowedHosts: [HostPattern]
    /// Addresses that are open on every port although they are not public.
    public var allowedCIDRs: [AddressRange]
    public var deniedHosts: [HostPattern]
    public var deniedCIDRs: [AddressRange]
    /// Whether an address in `64:ff9b::/96` is judged by the IPv4 address in it.
    public var allowNAT64: Bool
    /// Where this installation itself is reached; refused, so that events cannot go round in circles.
    public var ownHosts: [HostPattern]
    /// A PEM file with root certificates that count beside the system's.
    public var caFile: String?
    /// Whether no rule counts.
    private(set) var isOpen = false

    /// Reads the settings as they stand in the configuration.
    ///
    /// - Parameters:
    ///   - allowHTTP: `never`, `allowListed` or `always`.
    ///   - allowedHosts: exact names, addresses or `*.suffix`, each with an optional `:port`; likewise `deniedHosts` and `ownHosts`.
    ///   - allowedCIDRs: ranges such as `10.1.0.0/16`; likewise `deniedCIDRs`.
    /// - Throws: the first setting that cannot be read.
    public init(
        allowHTTP: String = "never", allowedHosts: [String] = [], allowedCIDRs: [String] = [], deniedHosts: [String] = [],
        deniedCIDRs: [String] = [], allowNAT64: Bool = false, ownHosts: [String] = [], caFile: String? = nil
    ) throws(GuardSettingError) {
        guard let allowance = HTTPAllowance(rawValue: allowHTTP) else {
            throw GuardSettingError(setting: "webhooks.allowHTTP", value: allowHTTP, expected: "never, allowListed or always")
        }
        self.allowHTTP = allowance
        self.allowedHosts = try Self.hosts(allowedHosts, "webhooks.allowedHosts")
        self.allowedCIDRs = try Self.ranges(allowedCIDRs, "webhooks.allowedCIDRs")
        self.deniedHosts = try Self.hosts(deniedHosts, "webhooks.deniedHosts")
        self.deniedCIDRs = try Self.ranges(deniedCIDRs, "webhooks.deniedCIDRs")
        self.allowNAT64 = allowNAT64
        self.ownHosts = try Self.hosts(ownHosts, "webhooks.ownHosts")
        self.caFile = caFile
    }

    /// Lets every host through. Only for clients whose hosts nobody but the operator can name.
    public static var open: GuardPolicy {
        var policy = GuardPolicy()
        policy.isOpen = true
        return policy
    }

    /// What holds when nothing is configured: https to public addresses.
    public static var strict: GuardPolicy { GuardPolicy() }

    private init() {
        (allowHTTP, allowNAT64, caFile) = (.never, false, nil)
        (allowedHosts, deniedHosts, ownHosts) = ([], [], [])
        (allowedCIDRs, deniedCIDRs) = ([], [])
    }

    private static func hosts(_ texts: [String], _ setting: String) throws(GuardSettingError) -> [HostPattern] {
        try texts.map { text throws(GuardSettingError) in
            guard let pattern = HostPattern(text) else {
                throw GuardSettingError(setting: setting, value: text, expected: "a host name, an address or *.suffix")
            }
            return pattern
        }
    }

    private static func ranges(_ texts: [String], _ setting: String) throws(GuardSettingError) -> [AddressRange] {
        try texts.map { text throws(GuardSettingError) in
            guard let range = AddressRange(text) else {
                throw GuardSettingError(setting: setting, value: text, expected: "an address range such as 10.1.0.0/16")
            }
            return range
        }
    }
}
