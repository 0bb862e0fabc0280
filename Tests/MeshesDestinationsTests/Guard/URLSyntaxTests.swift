import MeshesDestinations
import Testing

@Suite struct URLSyntaxTests {
    private func accepted(_ text: String, _ policy: GuardPolicy = .strict) -> String? {
        guard let url = try? URLSyntax.parse(text), (try? policy.check(url)) != nil else { return nil }
        return url.text
    }

    @Test(arguments: [
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://EXAMPLE.com./x", "https://example.com/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
        ("HTTPS://example.com", "https://example.com"),
        ("https://example.com:443/x", "https://example.com/x"),
        ("https://example.com?x=1", "https://example.com/?x=1"),
        ("https://example.com/a//b/../c;d?x=%2f&y=[1]", "https://example.com/a//b/../c;d?x=%2f&y=%5B1%5D"),
        ("https://example.com/é", "https://example.com/%C3%A9"),
        ("https://ＥＸＡＭＰＬＥ。com/", "https://example.com/"),
        ("https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    ])
    func accepts(_ text: String, normal: String) {
        #expect(accepted(text) == normal)
    }

    @Test(arguments: [
        "http://example.com/", "ftp://example.com/", "https://user@example.com/", "https://user:pw@example.com/",
        "https://example.com/#x", "https://localhost/", "https://a.localhost/", "https://2130706433/", "https://0x7f.1/",
        "https://0177.0.0.1/", "https://127.1/", "https://[::1]/", "https://[fe80::1%25eth0]/", "https://example.com\\@evil.example/",
        "https://exa mple.com/", "https://intranet/", "https://metadata.google.internal/", "", "example.com", "https://", "https:///x",
        "https://example.com:0/", "https://example.com:65536/", "https://example.com:/", "https://example.com:+1/",
        "https://ex%61mple.com/", "https://example.com/\u{0}", "https://example.com/a\tb", "https://example.com/a\r\nb",
        "https://example..com/", "https://.example.com/", "https://-a.example/", "https://example.com../", "https://１２７.０.０.１/",
        "https://0x7f000001/", "https://example.0x7f/", "https://256.1.1.1/", "https://1.2.3.4.5/", "https://[::1/", "https://[1.2.3.4]/",
        "https://a.local/", "https://printer.lan/", "https://x.home.arpa/", "https://x.corp/", "https://x.home/", "https://x.onion/",
        "https://x.intranet/", "https://x.localdomain/", "https://example.com:80/", "https://example.com:22/", "https://example.com:6379/",
        "https://example.com:2377/", "https://example.com:6063/", "https://example.com/%zz", "https://example.com/%2",
        "https://ex\u{200D}ample.com/", "https://☃.example/", "https://example.com\u{2028}/", "javascript://example.com/",
    ])
    func refuses(_ text: String) {
        #expect(accepted(text) == nil)
    }

    @Test func refusesWhatIsTooLong() {
        let label = String(repeating: "a", count: 63)
        #expect(accepted("https://\(label).\(label).\(label).\(label.dropLast(2))/") != nil)
        #expect(accepted("https://\(label).\(label).\(label).\(label.dropLast(1))/") == nil)
        #expect(accepted("https://\(label)a.example/") == nil)
        let path = String(repeating: "p", count: 2048 - "https://example.com/".utf8.count)
        #expect(accepted("https://example.com/\(path)") != nil)
        #expect(accepted("https://example.com/\(path)p") == nil)
    }

    @Test func plainHTTPIsOpenAsFarAsTheOperatorSays() throws {
        let listed = try GuardPolicy(allowHTTP: "allowListed", allowedHosts: ["hooks.example.com"], allowedCIDRs: ["10.0.0.0/8"])
        #expect(accepted("http://hooks.example.com/", listed) != nil)
        #expect(accepted("http://10.0.0.1:81/", listed) != nil)
        #expect(accepted("http://8.8.8.8/", listed) == nil)
        #expect(accepted("http://8.8.8.8/", try GuardPolicy(allowHTTP: "always")) != nil)
        #expect(accepted("http://10.0.0.1/", try GuardPolicy(allowedCIDRs: ["10.0.0.0/8"])) == nil)
    }

    @Test func allowedHostsSkipNameAndPortRules() throws {
        let policy = try GuardPolicy(allowedHosts: ["intranet", "*.corp", "[::1]:9000"])
        #expect(accepted("https://intranet:22/", policy) != nil)
        #expect(accepted("https://a.b.corp/", policy) != nil)
        #expect(accepted("https://corp/", policy) == nil)
        #expect(accepted("https://evilcorp/", policy) == nil)
        #expect(accepted("https://[::1]:9000/", policy) != nil)
        #expect(accepted("https://[::1]:9001/", policy) == nil)
    }

    @Test func refusesItsOwnHosts() throws {
        let policy = try GuardPolicy(allowedHosts: ["*.example.com"], ownHosts: ["api.example.com", "app.example.com:8443"])
        #expect(accepted("https://api.example.com:9000/x", policy) == nil)
        #expect(accepted("https://app.example.com:8443/", policy) == nil)
        #expect(accepted("https://app.example.com/", policy) != nil)
    }

    @Test(arguments: [
        ("webhooks.allowedCIDRs", "10.0.0.0/33"), ("webhooks.allowedCIDRs", "10.0.0.1/8"), ("webhooks.allowedCIDRs", "ten"),
        ("webhooks.allowedHosts", "https://example.com"), ("webhooks.allowedHosts", "*.10.0.0.1"), ("webhooks.allowedHosts", ""),
        ("webhooks.allowHTTP", "sometimes"),
    ])
    func namesASettingThatCannotBeRead(_ setting: String, value: String) {
        let error = #expect(throws: GuardSettingError.self) {
            switch setting {
            case "webhooks.allowedCIDRs": try GuardPolicy(allowedCIDRs: [value])
            case "webhooks.allowedHosts": try GuardPolicy(allowedHosts: [value])
            default: try GuardPolicy(allowHTTP: value)
            }
        }
        #expect(error?.setting == setting)
        #expect(error?.value == value)
    }
}
