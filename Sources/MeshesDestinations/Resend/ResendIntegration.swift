import MeshesModel

/// What `GET /integrations` says of Resend.
enum ResendIntegration {
    static let description = Integration(
        name: "Resend", type: .resend,
        authentication: .init(
            type: .apiKey,
            fields: [
                .init(
                    label: "API Token", key: "api_key", type: .password, required: true,
                    helpText: "Resend: API Keys. Full access is needed for segments.")
            ]),
        actions: [
            "add_to_segment": .init(
                key: "add_to_segment", label: "Add to Segment", noun: "segment", data: [segment], fields: ["id"],
                display: .init(label: "Add to Segment", description: "Create or update the contact and add it to a segment.")),
            "remove_from_segment": .init(
                key: "remove_from_segment", label: "Remove from Segment", noun: "segment", data: [segment], fields: ["id"],
                display: .init(label: "Remove from Segment", description: "Take the contact out of a segment.")),
            "send_email_template": .init(
                key: "send_email_template", label: "Send Email Template", noun: "template", data: [template, subject, from],
                fields: ["id", "subject", "from"],
                display: .init(label: "Send Email Template", description: "Send a published template to the person in the event.")),
        ])

    private static let segment: JSONValue = [
        "key": "segments", "field": "id", "kind": "simple", "label": "Segment", "noun": "segment", "required": true,
    ]
    private static let template: JSONValue = [
        "key": "templates", "field": "id", "kind": "simple", "label": "Template", "noun": "template", "required": true,
    ]
    private static let subject: JSONValue = [
        "key": "subject", "field": "subject", "kind": "field", "label": "Subject", "type": "text", "required": false,
        "placeholder": "Leave empty to use the template's subject",
    ]
    private static let from: JSONValue = [
        "key": "from", "field": "from", "kind": "field", "label": "From", "type": "text", "required": false,
        "placeholder": "Team <team@example.com>", "regex": #"^[^\r\n]{3,320}$"#,
        "regexMessage": "An address, or Name <address>, on a verified domain.",
    ]
}
