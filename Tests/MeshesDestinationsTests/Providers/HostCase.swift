import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// A connection, and the host that its calls must go to.
struct HostCase: Sendable, CustomTestStringConvertible {
    let type: IntegrationType
    /// The connection's, or the details of its account.
    let settings: JSONObject
    let host: String

    init(_ type: IntegrationType, _ settings: JSONObject, _ host: String) {
        self.type = type
        self.settings = settings
        self.host = host
    }

    var testDescription: String { "\(type.rawValue) at \(host) by \(settings.compactText)" }

    static let all = [
        HostCase(.mailerlite, ["api_key": "ml-key-0123456789abcdefghij"], "connect.mailerlite.com"),
        HostCase(.resend, ["api_key": "re_0123456789abcdef"], "api.resend.com"),
        HostCase(.sendgrid, ["api_key": "SG.01234567", "region": "global"], "api.sendgrid.com"),
        HostCase(.sendgrid, ["api_key": "SG.01234567", "region": "eu"], "api.eu.sendgrid.com"),
        HostCase(.customerIO, ["cdpApiKey": "cdp_test_key", "region": "us"], "cdp.customer.io"),
        HostCase(.customerIO, ["cdpApiKey": "cdp_test_key", "region": "eu"], "cdp-eu.customer.io"),
        HostCase(.mailchimp, ["api_key": "0123456789abcdef0123456789abcdef-us6"], "us6.api.mailchimp.com"),
        HostCase(.activecampaign, ["api_url": "https://MyAccount.api-us1.com/", "api_key": "0123456789abcdef"], "myaccount.api-us1.com"),
        HostCase(.slack, [:], "slack.com"), HostCase(.hubspot, [:], "api.hubapi.com"), HostCase(.aweber, [:], "api.aweber.com"),
        HostCase(.discord, ["guild_id": "1"], "discord.com"),
        HostCase(.salesforce, ["instance_url": "https://acme.my.salesforce.com"], "acme.my.salesforce.com"),
        HostCase(.salesforce, ["instance_url": "https://acme.force.com"], "acme.force.com"),
        HostCase(.salesforce, ["instance_url": "https://acme.my.salesforce.mil"], "acme.my.salesforce.mil"),
        HostCase(.pipedrive, ["api_domain": "https://acme.pipedrive.com"], "acme.pipedrive.com"),
        HostCase(.intercom, ["api_root": "https://api.intercom.io"], "api.intercom.io"),
        HostCase(.intercom, ["api_root": "https://api.eu.intercom.io"], "api.eu.intercom.io"),
        HostCase(.intercom, ["api_root": "https://api.au.intercom.io"], "api.au.intercom.io"),
        HostCase(.zoom, [:], "api.zoom.us"), HostCase(.zoom, ["api_url": "https://api-eu.zoom.us"], "api-eu.zoom.us"),
        // What was stored is not believed.
        HostCase(.salesforce, ["instance_url": "https://evil-salesforce.com"], "login.salesforce.com"),
        HostCase(.pipedrive, ["api_domain": "https://acme.pipedrive.com.evil.test"], "api.pipedrive.com"),
        HostCase(.intercom, ["api_root": "https://api.intercom.io.evil.test"], "api.intercom.io"),
        HostCase(.zoom, ["api_url": "https://evilzoom.us"], "api.zoom.us"),
    ]

    /// What the connection asks its provider when it is checked, or when its lists are loaded.
    ///
    /// - Parameters:
    ///   - root: the operator's, in the place of the provider's.
    ///   - answer: to every call.
    ///   - guardedOnly: leaves out what did not go through the guarded sender.
    func requests(root: String? = nil, answer: String = #"{"user":{"id":"1"}}"#, guardedOnly: Bool = false) async throws -> [OutboundRequest] {
        let sender = RecordingSender(status: 200, headers: [("content-type", "application/json")], body: answer)
        let guarded = RecordingSender(status: 200, headers: [("content-type", "application/json")], body: answer)
        let roots = try root.map { [type: try URLSyntax.parse($0)] } ?? [:]
        let gateway = ProviderGateway(sender: sender, time: ManualTime(), userAgent: "Meshes-Selfhost/test", roots: roots, guardedSender: guarded)
        let app = OAuthConfiguration(app: OAuthApp(clientID: "client", clientSecret: Secret("secret"), botToken: Secret("bot")))
        let registry = DestinationRegistry(DestinationRegistry.providers(gateway, apps: [type: app]))
        let destination = try #require(registry[type])
        let ids = IdentifierSource(time: ManualTime())
        if destination is any OAuthDestination {
            var settings = ConnectionSettings(metadata: self.settings, secrets: [:])
            settings.grant = OAuthGrant(
                id: ids.next(), organization: ids.next(), type: type, account: OAuthAccount(id: "7", details: self.settings), scopes: [],
                tokens: OAuthTokens(access: Secret("access"), issuedAt: ManualTime().now()), end: nil, version: 1, createdAt: ManualTime().now(),
                updatedAt: ManualTime().now())
            _ = try? await destination.actionData(settings)
        } else {
            let settings = try destination.settings(from: self.settings, keeping: nil)
            _ = try? await destination.check(settings, replacing: nil, workspace: ids.next())
        }
        return guardedOnly ? guarded.requests : sender.requests + guarded.requests
    }

    /// The same as addresses.
    func calls(root: String? = nil, answer: String = #"{"user":{"id":"1"}}"#, guardedOnly: Bool = false) async throws -> [String] {
        try await requests(root: root, answer: answer, guardedOnly: guardedOnly).map(\.url.text)
    }
}
