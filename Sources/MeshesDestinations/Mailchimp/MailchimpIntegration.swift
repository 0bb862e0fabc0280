import MeshesModel

/// What `GET /integrations` says of Mailchimp.
enum MailchimpIntegration {
    static let description = Integration.apiKey(
        "Mailchimp", .mailchimp,
        fields: [
            .init(
                label: "Data Center", key: "data_center", type: .text, required: true,
                helpText: "The end of your API key after the dash, for example us6."),
            .init(
                label: "API Key", key: "api_key", type: .password, required: true, helpText: "Mailchimp: Profile, Extras, API keys."),
        ],
        [
            .init(
                "add_to_list", "Add to List", noun: "list", "Subscribe the contact to an audience.", data: [audience], fields: ["id"]),
            .init(
                "remove_from_list", "Remove from List", noun: "list", "Unsubscribe the contact from an audience.", data: [audience],
                fields: ["id"]),
        ])

    private static let audience = ActionInput.choice("lists", "Audience", noun: "list")
}
