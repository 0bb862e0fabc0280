import MeshesModel
import MeshesProviderFakes

/// The stand-ins of all providers that `meshes demo --destinations` delivers to.
enum DemoProviders {
    static func start() async throws -> [DemoProvider] {
        try await [
            .signIn("HubSpot", HubSpotScript.self), .signIn("Slack", SlackScript.self), .key("Mailchimp", MailchimpScript.self),
            .signIn("Salesforce", SalesforceScript.self), .signIn("Pipedrive", PipedriveScript.self), .signIn("Intercom", IntercomScript.self),
            .signIn("Discord", DiscordScript.self), .signIn("Zoom", ZoomScript.self), .signIn("AWeber", AWeberScript.self),
            .key("ActiveCampaign", ActiveCampaignScript.self), .key("CustomerIO", CustomerIOScript.self),
            .key("MailerLite", MailerLiteScript.self), .key("Resend", ResendScript.self), .key("SendGrid", SendGridScript.self),
        ]
    }
}
