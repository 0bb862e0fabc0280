import MeshesModel

/// What `GET /integrations` says of Slack (slack.md 2).
enum SlackIntegration {
    static func description(available: Bool) -> Integration {
        Integration(
            name: "Slack", type: .slack, authentication: .init(type: .oauth, oauth: .init(version: 2)),
            actions: [SlackDestination.sendMessage: sendMessage], available: available)
    }

    private static let sendMessage = Integration.Action(
        key: SlackDestination.sendMessage, label: "Send Message", noun: "channel",
        data: [
            [
                "key": "channels", "field": "id", "kind": "simple", "label": "Channel", "noun": "channel", "required": true,
            ],
            [
                "key": "template", "field": "template", "kind": "field", "label": "Message", "type": "textarea",
                "required": true,
                "description": "Use {{field}} or {{user.name}} to insert values from the event payload.",
                "placeholder": "New signup: {{email}} (plan: {{plan}})",
            ],
        ],
        fields: ["id", "template"],
        display: .init(label: "Send Message", description: "Post a templated message to a Slack channel."))
}
