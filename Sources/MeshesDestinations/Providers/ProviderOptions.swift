/// What the operator may choose about single providers.
public struct ProviderOptions: Sendable {
    /// Whether an e-mail through SendGrid is given up when its first try may have sent it, instead of being repeated.
    public var sendsMailAtMostOnce = false
    /// Whether Customer.io may get events whose names it acts on instead of recording them, such as `User Deleted`.
    public var allowsReservedEvents = false
    /// Whether the bot leaves a Discord server when the last connection to it is deleted.
    public var leavesServers = false
    /// The only hosts that connections to ActiveCampaign may name; none for any that the guard lets through.
    public var activeCampaignHosts: [HostPattern] = []

    public init() {}
}
