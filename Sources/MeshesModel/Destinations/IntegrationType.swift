/// A kind of destination.
public enum IntegrationType: String, Hashable, Sendable, CaseIterable, Codable {
    case activecampaign, aweber
    case customerIO = "customer_io"
    case discord, hubspot, intercom, mailchimp, mailerlite, pipedrive, resend, sendgrid, salesforce, slack, webhook, zoom
}
