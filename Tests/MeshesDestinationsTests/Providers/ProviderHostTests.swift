import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// Which hosts the connectors call when nothing stands in for them, and with which sender.
struct ProviderHostTests {
    private let sender = RecordingSender(status: 200, headers: [("content-type", "application/json")], body: #"{"user":{"id":"1"}}"#)
    private let guarded = RecordingSender(status: 200, headers: [("content-type", "application/json")], body: #"{"user":{"id":"1"}}"#)
    private var gateway: ProviderGateway {
        ProviderGateway(sender: sender, time: ManualTime(), userAgent: "Meshes-Selfhost/test", guardedSender: guarded)
    }

    private func check(_ destination: some APIKeyDestination, _ metadata: JSONObject) async throws -> OutboundRequest? {
        let settings = try destination.settings(from: metadata, keeping: nil)
        let ids = IdentifierSource(time: ManualTime())
        _ = try await destination.check(settings, replacing: nil, workspace: ids.next())
        return (sender.requests + guarded.requests).first
    }

    @Test(arguments: [
        ("global", "https://api.sendgrid.com/v3/mail/send"), ("eu", "https://api.eu.sendgrid.com/v3/mail/send"),
    ])
    func sendGridByRegion(_ region: String, _ url: String) async throws {
        let request = try await check(SendGridDestination(gateway), ["api_key": "SG.01234567", "region": .string(region)])
        #expect(request?.url.text == url)
        #expect(guarded.requests.isEmpty)
    }

    @Test(arguments: [("us", "https://cdp.customer.io/v1/track"), ("eu", "https://cdp-eu.customer.io/v1/track")])
    func customerIOByRegion(_ region: String, _ url: String) async throws {
        let request = try await check(CustomerIODestination(gateway), ["cdpApiKey": "cdp_test_key", "region": .string(region)])
        #expect(request?.url.text == url)
        #expect(request?.header("authorization") == "Basic Y2RwX3Rlc3Rfa2V5Og==")
        #expect(request?.header("x-strict-mode") == "1")
    }

    @Test func mailchimpByDataCenter() async throws {
        let request = try await check(MailchimpDestination(gateway), ["api_key": "0123456789abcdef0123456789abcdef-us6"])
        #expect(request?.url.text == "https://us6.api.mailchimp.com/3.0/ping")
        #expect(request?.header("authorization") == "Basic bWVzaGVzOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLXVzNg==")
    }

    @Test(arguments: [
        ("Urist.McVankab@freddiesjabber.com", "05a3125b1b57603f2150b6093990f221"), ("zoe@example.com", "76cec4168e20ad317a8afb3a81ae3fce"),
        ("ZOE@Example.COM", "76cec4168e20ad317a8afb3a81ae3fce"),
    ])
    func mailchimpNamesMembersByHash(_ address: String, _ hash: String) throws {
        #expect(MailchimpDestination.hash(try ContactEmail(.string(address))) == hash)
    }

    /// The host comes from a tenant, so the guarded sender goes there.
    @Test func activeCampaignByAddress() async throws {
        let request = try await check(
            ActiveCampaignDestination(gateway), ["api_url": "https://MyAccount.api-us1.com/", "api_key": "0123456789abcdef"])
        #expect(request?.url.text == "https://myaccount.api-us1.com/api/3/users/me")
        #expect(request?.header("api-token") == "0123456789abcdef")
        #expect(sender.requests.isEmpty && !guarded.requests.isEmpty)
    }
}
