extension SettingTable {
    static let mailerlite = IntegrationSettings.apiKey(.mailerlite, "MailerLite", api: "https://connect.mailerlite.com/api")
    static let resend = IntegrationSettings.apiKey(.resend, "Resend", api: "https://api.resend.com")
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
    static let integrationTypes: [IntegrationSettings] = [mailerlite, resend, slack, hubspot, salesforce, pipedrive, intercom, zoom]

    static let integrations: [any DescribedSetting] = integrationTypes.flatMap(\.all)
}
