extension SettingTable {
    static let mailerlite = IntegrationSettings.apiKey(.mailerlite, "MailerLite", api: "https://connect.mailerlite.com/api")
    static let resend = IntegrationSettings.apiKey(.resend, "Resend", api: "https://api.resend.com")

    /// One entry for each integration type that has a provider.
    static let integrationTypes: [IntegrationSettings] = [mailerlite, resend]

    static let integrations: [any DescribedSetting] = integrationTypes.flatMap(\.all)
}
