extension SettingTable {
    static let mailerlite = IntegrationSettings.apiKey(.mailerlite, "MailerLite", api: "https://connect.mailerlite.com/api")
    static let resend = IntegrationSettings.apiKey(.resend, "Resend", api: "https://api.resend.com")
    static let slack = IntegrationSettings.oauth(
        .slack, "Slack", authorize: "https://slack.com", token: "https://slack.com", api: "https://slack.com")

    /// One entry for each integration type that has a provider.
    static let integrationTypes: [IntegrationSettings] = [mailerlite, resend, slack]

    static let integrations: [any DescribedSetting] = integrationTypes.flatMap(\.all)
}
