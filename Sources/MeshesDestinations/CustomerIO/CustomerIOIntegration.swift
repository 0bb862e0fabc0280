import MeshesModel

/// What `GET /integrations` says of Customer.io.
enum CustomerIOIntegration {
    static let description = Integration.apiKey(
        "Customer.io", .customerIO,
        fields: [
            .init(
                label: "Region", key: "region", type: .select, required: true, helpText: "The region of your Customer.io account.",
                defaultValue: "us", options: [.init(label: "US", value: "us"), .init(label: "EU", value: "eu")]),
            .init(
                label: "CDP API Key", key: "cdpApiKey", type: .password, required: true,
                helpText: "Customer.io: Data & Integrations, Integrations, Customer.io API."),
        ],
        [
            .init(
                "track_event", "Track Event", noun: "event", "Identify the person, then record the event.", data: [name],
                fields: ["event_name_override"])
        ])

    private static let name: JSONValue = [
        "key": "event_name_override", "field": "event_name_override", "kind": "field", "label": "Event name", "type": "text",
        "required": false, "placeholder": "Leave empty to use the event's own name", "regex": #"^[^\u0000-\u001F]{1,100}$"#,
        "regexMessage": "1 to 100 characters.",
    ]
}
