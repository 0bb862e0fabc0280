import MeshesDestinations

extension SettingTable {
    static let allowHTTP = Setting<HTTPAllowance>.choice(
        "webhooks", "allow_http", standard: HTTPAllowance.never,
        meaning: "Whether webhooks may go to plain http addresses: `never`, `allowListed` (targets of the two allow lists), `always`.")
    static let allowedCIDRs = Setting<[AddressRange]>.list(
        "webhooks", "allowed_cidrs", item: "an address range such as 10.1.0.0/16", AddressRange.init,
        meaning: "Address ranges that webhooks may reach although they are private, such as `10.1.0.0/16`. Separated by commas.")
    static let allowedHosts = Setting<[HostPattern]>.list(
        "webhooks", "allowed_hosts", item: "a host name, an address or *.suffix", HostPattern.init,
        meaning: "Host names that webhooks may reach whatever their address, such as `crm.internal` or `*.internal`.")
    static let deniedHosts = Setting<[HostPattern]>.list(
        "webhooks", "denied_hosts", item: "a host name, an address or *.suffix", HostPattern.init,
        meaning: "Host names that webhooks may never reach. Wins over what is allowed.")
    static let deniedCIDRs = Setting<[AddressRange]>.list(
        "webhooks", "denied_cidrs", item: "an address range such as 10.1.0.0/16", AddressRange.init,
        meaning: "Address ranges that webhooks may never reach. Wins over what is allowed.")
    static let caFile = Setting<String?>.optionalText("webhooks", "ca_file", meaning: "PEM file of further certificate authorities that webhooks trust.")

    static let webhooks: [any DescribedSetting] = [allowHTTP, allowedCIDRs, allowedHosts, deniedHosts, deniedCIDRs, caFile]
}
