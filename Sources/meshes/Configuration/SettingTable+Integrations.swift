import MeshesDestinations

extension SettingTable {
    static let activecampaign = IntegrationSettings.apiKey(
        .activecampaign, "ActiveCampaign", api: "https://<account>.api-us1.com", options: [activeCampaignHosts])
    static let activeCampaignHosts = Setting<[HostPattern]>.list(
        "activecampaign", "hosts", item: "a host name or *.suffix", HostPattern.init,
        meaning: "The only hosts that connections to ActiveCampaign may name, such as `*.api-us1.com, *.activehosted.com`. Empty for any public host.")
    static let aweber = IntegrationSettings.oauth(
        .aweber, "AWeber", authorize: "https://auth.aweber.com", token: "https://auth.aweber.com", api: "https://api.aweber.com")
    static let customerIO = IntegrationSettings.apiKey(
        .customerIO, "Customer.io", api: "https://cdp.customer.io", options: [allowReservedEvents])
    static let allowReservedEvents = Setting<Bool>.flag(
        "customer_io", "allow_reserved_events", standard: false,
        meaning: "Whether Customer.io may get events whose names it acts on instead of recording them, such as `User Deleted`.")
    static let discord = IntegrationSettings.oauth(
        .discord, "Discord", authorize: "https://discord.com", token: "https://discord.com", api: "https://discord.com", hasBot: true,
        options: [leaveServers])
    static let leaveServers = Setting<Bool>.flag(
        "discord", "leave_servers", standard: false,
        meaning: "Whether the bot leaves a Discord server when the last connection to it is deleted.")
    static let mailchimp = IntegrationSettings.apiKey(.mailchimp, "Mailchimp", api: "https://<data center>.api.mailchimp.com")
    static let mailerlite = IntegrationSettings.apiKey(.mailerlite, "MailerLite", api: "https://connect.mailerlite.com/api")
    static let resend = IntegrationSettings.apiKey(.resend, "Resend", api: "https://api.resend.com")
    static let sendgrid = IntegrationSettings.apiKey(
        .sendgrid, "SendGrid", api: "https://api.sendgrid.com", options: [sendMailAtMostOnce])
    static let sendMailAtMostOnce = Setting<Bool>.flag(
        "sendgrid", "at_most_once", standard: false,
        meaning: "Whether an e-mail is given up when its first try may have sent it. Otherwise it is repeated and may arrive twice.")
    static let slack = IntegrationSettings.oauth(
        .slack, "Slack", authorize: "https://slack.com", token: "https://slack.com", api: "https://slack.com")
    static let hubspot = IntegrationSettings.oauth(
        .hubspot, "HubSpot", authorize: "https://app.hubspot.com", token: "https://api.hubapi.com", api: "https://api.hubapi.com")
    static let salesforce = IntegrationSettings.oauth(
        .salesforce, "Salesforce", authorize: "https://login.salesforce.com", token: "https://login.salesforce.com",
        api: "https://login.salesforce.com")
    static let pipedrive = IntegrationSettings.oauth(
        .pipedrive, "Pipedrive", authorize: "https://oauth.pipedrive.com", token: "https://oauth.pipedrive.com",
        api: "https://api.pipedrive.com")
    static let intercom = IntegrationSettings.oauth(
        .intercom, "Intercom", authorize: "https://app.intercom.com", token: "https://api.intercom.io", api: "https://api.intercom.io")
    static let zoom = IntegrationSettings.oauth(
        .zoom, "Zoom", authorize: "https://zoom.us", token: "https://zoom.us", api: "https://api.zoom.us")

    /// One entry for each integration type that has a provider.
    static let integrationTypes: [IntegrationSettings] = [
        activecampaign, aweber, customerIO, discord, hubspot, intercom, mailchimp, mailerlite, pipedrive, resend, salesforce, sendgrid, slack, zoom,
    ]

    static let integrations: [any DescribedSetting] = integrationTypes.flatMap(\.all)
}
