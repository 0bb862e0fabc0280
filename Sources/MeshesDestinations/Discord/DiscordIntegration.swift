import MeshesModel

/// What `GET /integrations` says of Discord.
enum DiscordIntegration {
    static func description(available: Bool) -> Integration {
        .signIn(
            "Discord", .discord, available: available,
            [
                .init(
                    "send_message", "Send Message", noun: "channel", "Post an embed with a title and a templated body to a Discord channel.",
                    data: [ActionInput.choice("channels", "Channel", noun: "channel"), title, template], fields: ["id", "title", "template"])
            ])
    }

    private static let title: JSONValue = [
        "key": "title", "field": "title", "kind": "field", "label": "Title", "type": "text", "required": true,
        "placeholder": "Payment failed",
    ]
    private static let template: JSONValue = [
        "key": "template", "field": "template", "kind": "field", "label": "Message", "type": "textarea", "required": true,
        "description": "Use {{field}} or {{user.name}} to insert values from the event payload.",
        "placeholder": "Customer: {{customer.email}}\nPlan: {{plan}}",
    ]
}
