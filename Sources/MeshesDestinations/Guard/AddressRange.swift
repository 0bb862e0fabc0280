/// A CIDR range, for example `10.0.0.0/8` or `fc00::/7`.
public struct AddressRange: Hashable, Sendable {
    public let base: IPAddress
    public let prefix: Int

    /// Reads `address/prefix`; an address alone stands for itself. Nil for anything else, also when bits outside the
    /// prefix are set, since that is nearly always a slip.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
        let bits = if case .v4 = address { 32 } else { 128 }
        var length = bits
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isASCIIDigit), let given = Int(parts[1]),
                given <= bits
            else { return nil }
            length = given
        }
        self.init(base: address, prefix: length)
        guard base == Self.masked(address, length) else { return nil }
    }

    private init(base: IPAddress, prefix: Int) {
        self.base = base
        self.prefix = prefix
    }

    public func contains(_ address: IPAddress) -> Bool {
        switch (base, address) {
        case (.v4, .v4), (.v6, .v6): Self.masked(address, prefix) == base
        default: false
        }
    }

    /// Whether the range is one address.
    public var isSingle: Bool {
        if case .v4 = base { prefix == 32 } else { prefix == 128 }
    }

    private static func masked(_ address: IPAddress, _ prefix: Int) -> IPAddress {
        switch address {
        case .v4(let bits): .v4(bits & (prefix == 0 ? 0 : ~UInt32(0) << UInt32(32 - prefix)))
        case .v6(let high, let low):
            .v6(
                high: high & (prefix == 0 ? 0 : prefix >= 64 ? ~0 : ~UInt64(0) << UInt64(64 - prefix)),
                low: low & (prefix <= 64 ? 0 : ~UInt64(0) << UInt64(128 - prefix))
            )
        }
    }
}
