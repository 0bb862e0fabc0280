import MeshesModel

/// What `GET /integrations` says of ActiveCampaign.
enum ActiveCampaignIntegration {
    static let description = Integration.apiKey(
        "ActiveCampaign", .activecampaign,
        fields: [
            .init(
                label: "API URL", key: "api_url", type: .text, validate: "url", required: true,
                helpText: "ActiveCampaign: Settings, Developer. Starts with https://"),
            .init(
                label: "API Key", key: "api_key", type: .password, required: true, helpText: "ActiveCampaign: Settings, Developer."),
            .init(
                label: "Re-subscribe unsubscribed contacts", key: "resubscribe", type: .select, defaultValue: "false",
                options: [.init(label: "No", value: "false"), .init(label: "Yes", value: "true")]),
        ],
        [
            .init(
                "add_to_list", "Add to List", noun: "list", "Create or update the contact and subscribe it to a list.", data: [list],
                fields: ["id"]),
            .init(
                "remove_from_list", "Remove from List", noun: "list", "Unsubscribe the contact from a list.", data: [list],
                fields: ["id"]),
            .init("add_tag", "Add Tag", noun: "tag", "Create or update the contact and add a tag.", data: [tag], fields: ["id"]),
            .init("remove_tag", "Remove Tag", noun: "tag", "Take a tag off the contact.", data: [tag], fields: ["id"]),
            .init(
                "sync_contact", "Sync Contact", noun: "contact", "Create or update the contact from the mapped fields.", fields: []),
        ])

    private static let list = ActionInput.choice("lists", "List", noun: "list")
    private static let tag = ActionInput.choice("tags", "Tag", noun: "tag")
}
