import MeshesModel

/// What `GET /integrations` says of SendGrid.
enum SendGridIntegration {
    static let description = Integration.apiKey(
        "SendGrid", .sendgrid,
        fields: [
            .init(
                label: "API Key", key: "api_key", type: .password, required: true,
                helpText: "SendGrid: Settings, API Keys. Mail Send; add Template Engine read access for templates."),
            .init(
                label: "Region", key: "region", type: .select, defaultValue: "global",
                options: [.init(label: "Global", value: "global"), .init(label: "EU", value: "eu")]),
        ],
        [
            .init(
                "send_email_template", "Send Email Template", noun: "template", "Send a dynamic template to the person in the event.",
                data: [
                    ActionInput.choice("templates", "Template", noun: "template"), from,
                    subject(required: false, "Used only if the template refers to it"),
                ], fields: ["id", "subject", "from"]),
            .init(
                "send_email", "Send Email", noun: "email", "Send an HTML message to the person in the event.",
                data: [subject(required: true, "Welcome, {{first_name}}"), from, body], fields: ["subject", "from", "body"]),
        ])

    private static let from: JSONValue = [
        "key": "from", "field": "from", "kind": "field", "label": "From", "type": "text", "required": true,
        "placeholder": "Team <team@example.com>", "regex": #"^[^\r\n]{3,320}$"#,
        "regexMessage": "A verified sender: address, or Name <address>.",
    ]
    private static let body: JSONValue = [
        "key": "body", "field": "body", "kind": "field", "label": "Body (HTML)", "type": "textarea", "required": true,
        "placeholder": "<p>Hello {{first_name}}</p>",
    ]

    private static func subject(required: Bool, _ placeholder: String) -> JSONValue {
        [
            "key": "subject", "field": "subject", "kind": "field", "label": "Subject", "type": "text", "required": .bool(required),
            "placeholder": .string(placeholder),
        ]
    }
}
