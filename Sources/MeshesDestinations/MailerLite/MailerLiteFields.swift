import MeshesModel

/// Fields of MailerLite's subscribers.
enum MailerLiteFields {
    /// Members of a subscriber that stand beside `fields`.
    private static let topLevel: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true), providerMeta: top),
        .init(key: "ip_address", label: "IP address", type: .string, providerMeta: top),
        .init(key: "opted_in_at", label: "Opted in at", type: .datetime, providerMeta: top),
        .init(key: "optin_ip", label: "Opt-in IP address", type: .string, providerMeta: top),
        .init(key: "subscribed_at", label: "Subscribed at", type: .datetime, providerMeta: top),
    ]
    private static let top: JSONValue = ["top_level": true]

    /// What every account has.
    static let standard: [FieldDefinition] = (topLevel + defaults).sortedByLabel
    private static let defaults: [FieldDefinition] = [
        ("name", "Name"), ("last_name", "Last name"), ("company", "Company"), ("country", "Country"), ("city", "City"),
        ("phone", "Phone"), ("state", "State"), ("z_i_p", "Zip"),
    ].map { FieldDefinition(key: $0.0, label: $0.1, type: .string, providerMeta: ["is_default": true, "top_level": false]) }

    /// The catalogue of an account from the elements of `GET /fields`.
    static func catalog(_ elements: [JSONValue]) -> [FieldDefinition] {
        let known = Set(topLevel.map(\.key))
        let own = elements.compactMap { element -> FieldDefinition? in
            guard let key = element["key"]?.string, !known.contains(key) else { return nil }
            return FieldDefinition(
                key: key, label: element["name"]?.string ?? key, type: kind(element["type"]?.string),
                providerMeta: [
                    "field_id": element["id"] ?? .null, "is_default": .bool(element["is_default"]?.bool ?? false),
                    "top_level": false,
                ])
        }
        return (topLevel + own).sortedByLabel
    }

    /// The subscriber that mapped fields describe, without its address and groups.
    static func subscriber(_ fields: JSONObject) -> JSONObject {
        var subscriber = JSONObject()
        var custom = JSONObject()
        for (key, value) in fields where key != "email" {
            switch key {
            case "ip_address", "optin_ip":
                // An address that is none would have the whole subscriber refused.
                if let text = value.string, IPAddress(text) != nil { subscriber[key] = value }
            case "subscribed_at", "opted_in_at": subscriber[key] = moment(value)
            default: custom[key] = value
            }
        }
        if !custom.isEmpty { subscriber["fields"] = .object(custom) }
        return subscriber
    }

    /// `2026-01-31 10:00:00`, in UTC.
    private static func moment(_ value: JSONValue) -> JSONValue? {
        guard let text = (try? Transform.toDatetime(timezone: nil).apply(to: value))?.string else { return nil }
        return .string(String(text.prefix(19)).replacing("T", with: " "))
    }

    private static func kind(_ type: String?) -> FieldDefinition.Kind {
        switch type {
        case "number": .number
        case "date": .date
        default: .string
        }
    }
}
