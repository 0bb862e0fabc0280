import MeshesDestinations
import Testing

@Suite struct AddressRulesTests {
    private func isOpen(_ address: String, _ policy: GuardPolicy = .strict) -> Bool {
        guard let url = try? URLSyntax.parse("https://\(address.contains(":") ? "[\(address)]" : address)/") else { return false }
        return (try? policy.check(url)) != nil
    }

    @Test(arguments: [
        "0.1.2.3", "10.0.0.1", "172.16.0.0", "172.31.255.255", "192.168.0.1", "100.64.0.0", "100.100.100.200", "100.127.255.255",
        "127.0.0.1", "127.255.255.254", "169.254.169.254", "169.254.170.2", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1",
        "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001:0:53aa:64c::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "4000::1",
        "5f00::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "fe80::1", "febf::1", "fec0::1", "ff02::1",
    ])
    func forbids(_ address: String) {
        #expect(IPAddress(address) != nil)
        #expect(!isOpen(address))
    }

    @Test(arguments: [
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "169.253.255.255", "169.255.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0", "203.0.114.1", "8.8.8.8",
        "223.255.255.255", "::ffff:8.8.8.8", "2001:200::1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "3ffe::1",
    ])
    func allows(_ address: String) {
        #expect(isOpen(address))
    }

    @Test func judgesTranslatedAddressesByTheirInnerOneWhenToldTo() throws {
        let policy = try GuardPolicy(allowNAT64: true)
        #expect(isOpen("64:ff9b::808:808", policy))
        #expect(!isOpen("64:ff9b::7f00:1", policy))
        #expect(!isOpen("64:ff9b::a9fe:a9fe", policy))
        #expect(!isOpen("64:ff9b:1::808:808", policy))
    }

    @Test func anAllowListOpensAddressesButNotMetadataServices() throws {
        let wide = try GuardPolicy(allowedCIDRs: ["169.254.0.0/16", "10.0.0.0/8", "fd00::/8"])
        #expect(isOpen("10.1.2.3", wide))
        #expect(isOpen("::ffff:10.1.2.3", wide))
        #expect(isOpen("169.254.1.1", wide))
        #expect(!isOpen("169.254.169.254", wide))
        #expect(!isOpen("::ffff:169.254.169.254", wide))
        #expect(!isOpen("fd00:ec2::254", wide))
        #expect(isOpen("169.254.169.254", try GuardPolicy(allowedCIDRs: ["169.254.169.254/32"])))
    }

    @Test func denyBeatsAllow() throws {
        let policy = try GuardPolicy(
            allowedHosts: ["*.example.com"], allowedCIDRs: ["10.0.0.0/8"], deniedHosts: ["bad.example.com"],
            deniedCIDRs: ["10.9.0.0/16", "8.8.8.0/24"]
        )
        #expect(isOpen("10.1.0.1", policy))
        #expect(!isOpen("10.9.0.1", policy))
        #expect(!isOpen("8.8.8.8", policy))
        #expect(!isOpen("::ffff:8.8.8.8", policy))
        #expect(isOpen("good.example.com", policy))
        #expect(!isOpen("bad.example.com", policy))
    }
}
