import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// The hosts of a type that answers may name.
struct ReturnedHosts: Sendable, CustomTestStringConvertible {
    let profile: ProviderProfile
    /// Some that are the provider's.
    let own: [String]

    var type: IntegrationType { profile.type }
    var testDescription: String { type.rawValue }

    func root(override: WebURL? = nil) -> ProviderRoot { ProviderRoot(profile.root, override: override, ownHost: profile.ownHost) }

    /// Addresses that are not the provider's, although they resemble one.
    var lookAlikes: [String] {
        own.flatMap { host in
            let name = host.split(separator: ".").suffix(2).joined(separator: ".")
            return [
                "https://evil-\(name)/next", "https://evil\(name)/next", "https://\(host).evil.test/next", "https://\(host)evil.test/next",
                "http://\(host)/next", "ftp://\(host)/next", "wss://\(host)/next", "javascript://\(host)/next", "//\(host)/next", "/next", "",
                "\(host)/next", "https://\(host):8443/next", "https://\(host):80/next", "https://user@\(host)/next", "https://user:key@\(host)/next",
                "https://\(host)@evil.test/next", "https://\(host):443@evil.test/next", "https://evil.test/\(host)", "https://evil.test?\(host)",
                "https://evil.test#\(host)", "https://evil.test\\@\(host)/next", "https://evil.test\\.\(host)/next", "https://evil.test%2F.\(host)/next",
                "https://evil.test\t.\(host)/next", "https://evil.test\n\(host)/next", " https://\(host)/next", "https://\(host)../next",
                // Letters of other scripts that look the same.
                "https://\(Self.spoofed(name))/next", "https://xn--\(name)/next", "https://127.0.0.1/next", "https://[::1]/next",
            ]
        }
    }

    /// With a Cyrillic letter in the last name before the top level.
    private static func spoofed(_ name: String) -> String {
        name.replacing("o", with: "о").replacing("e", with: "е").replacing("a", with: "а")
    }

    static let all: [ReturnedHosts] = {
        let time = ManualTime()
        let gateway = ProviderGateway(sender: RecordingSender(), time: time, userAgent: "Meshes-Selfhost/test")
        return [
            ReturnedHosts(profile: ActiveCampaignProfile.profile, own: ["api.activecampaign.com"]),
            ReturnedHosts(profile: AWeberProfile.profile, own: ["api.aweber.com"]),
            ReturnedHosts(profile: CustomerIOProfile.profile, own: ["cdp.customer.io"]),
            ReturnedHosts(profile: DiscordProfile.make("Meshes-Selfhost/test"), own: ["discord.com"]),
            ReturnedHosts(profile: HubSpotProfile.make(time: time), own: ["api.hubapi.com"]),
            ReturnedHosts(profile: IntercomProfile.make(time: time), own: ["api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io"]),
            ReturnedHosts(profile: MailchimpProfile.profile, own: ["us6.api.mailchimp.com"]),
            ReturnedHosts(profile: MailerLiteProfile.profile, own: ["connect.mailerlite.com"]),
            ReturnedHosts(profile: PipedriveProfile.profile, own: ["acme.pipedrive.com"]),
            ReturnedHosts(profile: ResendProfile.profile, own: ["api.resend.com"]),
            ReturnedHosts(
                profile: SalesforceProfile.profile, own: ["acme.my.salesforce.com", "acme.force.com", "acme.my.salesforce.mil"]),
            ReturnedHosts(profile: SendGridProfile.make(time), own: ["api.sendgrid.com"]),
            ReturnedHosts(profile: SlackDestination(gateway, OAuthConfiguration()).api, own: ["slack.com"]),
            ReturnedHosts(profile: ZoomProfile.make(time: time), own: ["api.zoom.us", "api-eu.zoom.us"]),
        ]
    }()
}
