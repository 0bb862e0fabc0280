import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// Which hosts are called, for all types with a provider: the provider's own, those of an account, those that an answer names,
/// and what the operator puts in their place.
struct ProviderHostTests {
    private static let override = "http://127.0.0.1:8099/stand-in"

    @Test(arguments: HostCase.all)
    func callsGoToTheHostOfTheAccount(_ host: HostCase) async throws {
        let calls = try await host.calls()
        #expect(!calls.isEmpty)
        for call in calls { #expect(call.hasPrefix("https://\(host.host)/")) }
    }

    @Test(arguments: HostCase.all)
    func theOperatorsRootReplacesThatOfEveryAccount(_ host: HostCase) async throws {
        let calls = try await host.calls(root: Self.override)
        #expect(!calls.isEmpty)
        for call in calls { #expect(call.hasPrefix(Self.override + "/")) }
    }

    /// The host comes from a tenant, so the guarded sender goes there, unless the operator has named another.
    @Test func onlyHostsOfTenantsAreGuarded() async throws {
        for host in HostCase.all {
            #expect(try await host.calls(guardedOnly: true).isEmpty == (host.type != .activecampaign), "\(host)")
            #expect(try await host.calls(root: Self.override, guardedOnly: true).isEmpty, "\(host)")
        }
    }

    @Test(arguments: ReturnedHosts.all)
    func anAddressOfTheProvidersIsFollowed(_ hosts: ReturnedHosts) throws {
        for host in hosts.own {
            for form in ["https://\(host)", "HTTPS://\(host.uppercased())", "https://\(host).", "https://\(host):443"] {
                #expect(hosts.root().returned(form + "/next?page=2")?.text == "https://\(host)/next?page=2", "\(form)")
            }
        }
    }

    @Test(arguments: ReturnedHosts.all)
    func whatOnlyLooksLikeItIsNot(_ hosts: ReturnedHosts) throws {
        for address in hosts.lookAlikes {
            let taken = hosts.root().returned(address)
            #expect(taken == nil, "\(address) became \(taken?.text ?? "")")
        }
    }

    @Test(arguments: ReturnedHosts.all)
    func underAnOverrideOnlyPathAndQueryCount(_ hosts: ReturnedHosts) throws {
        let root = hosts.root(override: try URLSyntax.parse("http://127.0.0.1:8099"))
        for address in ["https://\(hosts.own[0])/next?page=2", "https://elsewhere.test:8443/next?page=2"] {
            #expect(root.returned(address)?.text == "http://127.0.0.1:8099/next?page=2")
        }
        #expect(root.returned("/next?page=2") == nil)
    }

    /// A token answer that names somebody else's host as that of the account.
    @Test(arguments: ReturnedHosts.all.filter { [.salesforce, .pipedrive, .zoom].contains($0.type) })
    func noTokenGoesToAHostThatIsNotTheProviders(_ hosts: ReturnedHosts) async throws {
        for address in hosts.lookAlikes {
            let body: JSONObject = [
                "access_token": "a", "refresh_token": "r", "token_type": "Bearer", "id": "https://login.salesforce.com/id/00D1/0051",
                "instance_url": .string(address), "api_domain": .string(address), "api_url": .string(address),
            ]
            let signIn = SignInHosts(hosts.type, answer: body.compactText)
            try? await signIn.exchange()
            let allowed = ["https://login.salesforce.com/", "https://oauth.pipedrive.com/", "https://zoom.us/", "https://api.zoom.us/"]
            for call in signIn.calls { #expect(allowed.contains { call.hasPrefix($0) }, "\(call)") }
            #expect(!signIn.calls.isEmpty)
        }
    }

    /// The next page of a list.
    @Test(arguments: [(IntegrationType.aweber, "next_collection_link"), (.salesforce, "nextRecordsUrl")])
    func noListGoesOnAtAnotherHost(_ type: IntegrationType, _ member: String) async throws {
        let host = try #require(HostCase.all.first { $0.type == type })
        for address in try #require(ReturnedHosts.all.first { $0.type == type }).lookAlikes {
            let body: JSONObject = ["entries": [], "records": [], "fields": [], member: .string(address)]
            for call in try await host.calls(answer: body.compactText) { #expect(call.hasPrefix("https://\(host.host)/"), "\(call)") }
        }
    }

    @Test(arguments: [
        (IntegrationType.slack, "https://slack.com", "https://slack.com"), (.hubspot, "https://app.hubspot.com", "https://api.hubapi.com"),
        (.salesforce, "https://login.salesforce.com", "https://login.salesforce.com"),
        (.pipedrive, "https://oauth.pipedrive.com", "https://oauth.pipedrive.com"), (.intercom, "https://app.intercom.com", "https://api.intercom.io"),
        (.zoom, "https://zoom.us", "https://zoom.us"), (.aweber, "https://auth.aweber.com", "https://auth.aweber.com"),
        (.discord, "https://discord.com", "https://discord.com"),
    ])
    func signInsGoToTheirHostsOrToTheOperators(_ type: IntegrationType, _ authorize: String, _ token: String) async throws {
        let own = SignInHosts(type)
        try? await own.exchange()
        #expect(try own.consentPage().hasPrefix(authorize + "/"))
        #expect(own.calls.first?.hasPrefix(token + "/") == true)
        let other = SignInHosts(type, authorize: "http://127.0.0.1:8097", token: "http://127.0.0.1:8098")
        try? await other.exchange()
        #expect(try other.consentPage().hasPrefix("http://127.0.0.1:8097/"))
        #expect(other.calls.first?.hasPrefix("http://127.0.0.1:8098/") == true)
    }

    @Test(arguments: [
        ("Urist.McVankab@freddiesjabber.com", "05a3125b1b57603f2150b6093990f221"), ("zoe@example.com", "76cec4168e20ad317a8afb3a81ae3fce"),
        ("ZOE@Example.COM", "76cec4168e20ad317a8afb3a81ae3fce"),
    ])
    func mailchimpNamesMembersByHash(_ address: String, _ hash: String) throws {
        #expect(MailchimpDestination.hash(try ContactEmail(.string(address))) == hash)
    }

    /// Vectors of the documents.
    @Test(arguments: [
        (IntegrationType.customerIO, "authorization", "Basic Y2RwX3Rlc3Rfa2V5Og=="), (.customerIO, "x-strict-mode", "1"),
        (.mailchimp, "authorization", "Basic bWVzaGVzOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLXVzNg=="),
        (.activecampaign, "api-token", "0123456789abcdef"),
    ])
    func keysProveThemselves(_ type: IntegrationType, _ header: String, _ value: String) async throws {
        let host = try #require(HostCase.all.first { $0.type == type })
        for request in try await host.requests() { #expect(request.header(header) == value) }
    }
}
