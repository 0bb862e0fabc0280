import MeshesModel

/// What `GET /integrations` says of MailerLite.
enum MailerLiteIntegration {
    static let description = Integration(
        name: "MailerLite", type: .mailerlite,
        authentication: .init(
            type: .apiKey,
            fields: [
                .init(
                    label: "API Key", key: "api_key", type: .password, required: true,
                    helpText: "MailerLite: Integrations, API. Classic accounts are not supported.")
            ]),
        actions: [
            "add_to_group": .init(
                key: "add_to_group", label: "Add to Group", noun: "group", data: [group], fields: ["id"],
                display: .init(label: "Add to Group", description: "Create or update the subscriber and add it to a group.")),
            "remove_from_group": .init(
                key: "remove_from_group", label: "Remove from Group", noun: "group", data: [group], fields: ["id"],
                display: .init(label: "Remove from Group", description: "Take the subscriber out of a group.")),
        ])

    private static let group: JSONValue = [
        "key": "groups", "field": "id", "kind": "simple", "label": "Group", "noun": "group", "required": true,
    ]
}
