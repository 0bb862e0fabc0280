import MeshesModel

/// Fields of Resend's contacts, and the variables of its templates.
enum ResendFields {
    static let templateVariables = "template_variables"

    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "firstName", label: "First name", type: .string),
        .init(key: "lastName", label: "Last name", type: .string),
        .init(
            key: templateVariables, label: "Template variables", type: .object,
            description: "Values for the placeholders of a template, for the action that sends one."),
    ]

    /// The catalogue of an account from the elements of `GET /contact-properties`.
    static func catalog(_ elements: [JSONValue]) -> [FieldDefinition] {
        let known = Set(standard.map(\.key))
        let properties = elements.compactMap { element -> FieldDefinition? in
            guard let key = element["key"]?.string, !known.contains(key) else { return nil }
            return FieldDefinition(
                key: key, label: key, type: element["type"]?.string == "number" ? .number : .string,
                providerMeta: [
                    "property_id": element["id"] ?? .null, "fallback_value": element["fallback_value"] ?? .null,
                    "target": "properties",
                ])
        }
        return (standard + properties).sortedByLabel
    }

    /// The contact that mapped fields describe, without its address.
    static func contact(_ fields: JSONObject) -> JSONObject {
        var contact = JSONObject()
        var properties = JSONObject()
        for (key, value) in fields where key != "email" && key != templateVariables && !key.hasPrefix(templateVariables + ".") {
            switch key {
            case "firstName": contact["first_name"] = value
            case "lastName": contact["last_name"] = value
            default: properties[key] = value
            }
        }
        if !properties.isEmpty { contact["properties"] = .object(properties) }
        return contact
    }
}
