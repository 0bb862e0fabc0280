/// Which addresses a tenant's URL may lead to when the operator has said nothing (webhook.md 3.7).
enum AddressRules {
    /// Whether the address is public. IPv4-mapped addresses are judged as IPv4.
    static func isPublic(_ address: IPAddress, allowNAT64: Bool = false) -> Bool {
        if allowNAT64, let inner = address.translated { return isPublic(inner) }
        switch address.unmapped {
        case .v4: return !forbidden4.contains { $0.contains(address.unmapped) }
        case .v6: return global6.contains { $0.contains(address) } && !forbidden6.contains { $0.contains(address) }
        }
    }

    /// Whether the address serves instance metadata in a cloud: an allow-list opens it only by naming it exactly.
    static func isMetadataService(_ address: IPAddress) -> Bool {
        metadata.contains(address.unmapped) || address.translated.map(metadata.contains) == true
    }

    private static let forbidden4 = ranges(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4"
    )
    private static let global6 = ranges("2000::/3")
    private static let forbidden6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
    private static let metadata = Set(
        ["169.254.169.254", "169.254.170.2", "100.100.100.200", "fd00:ec2::254", "fd20:ce::254", "192.0.0.192"]
            .compactMap { IPAddress($0) }
    )

    private static func ranges(_ texts: String...) -> [AddressRange] { texts.compactMap { AddressRange($0) } }
}
