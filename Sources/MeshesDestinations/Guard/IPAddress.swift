import Foundation

/// An IP address as its bits.
public enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    /// The first and the last eight bytes, big endian.
    case v6(high: UInt64, low: UInt64)

    /// Reads a dotted quad or an IPv6 address without brackets and zone; nil for any other form.
    public init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self = withUnsafeBytes(of: &six) { Self(sixteen: $0) }
    }

    /// Reads the 16 bytes of an IPv6 address.
    init(sixteen bytes: UnsafeRawBufferPointer) {
        let high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        self = .v6(high: high, low: low)
    }

    var isVersion4: Bool {
        if case .v4 = self { true } else { false }
    }

    /// An IPv4-mapped address (`::ffff:0:0/96`) as the IPv4 address it stands for.
    public var unmapped: IPAddress {
        if case .v6(0, let low) = self, low >> 32 == 0xFFFF { .v4(UInt32(truncatingIfNeeded: low)) } else { self }
    }

    /// The IPv4 address inside the well-known NAT64 prefix `64:ff9b::/96`.
    public var translated: IPAddress? {
        if case .v6(0x0064_FF9B_0000_0000, let low) = self, low >> 32 == 0 { .v4(UInt32(truncatingIfNeeded: low)) } else { nil }
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        switch self {
        case .v4(let bits):
            return "\(bits >> 24).\(bits >> 16 & 0xFF).\(bits >> 8 & 0xFF).\(bits & 0xFF)"
        case .v6(let high, let low):
            var bytes = (high.bigEndian, low.bigEndian)
            return withUnsafeBytes(of: &bytes) { source in
                var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
                inet_ntop(AF_INET6, source.baseAddress, &text, socklen_t(text.count))
                return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
        }
    }
}
