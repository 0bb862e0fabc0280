import MeshesModel

/// Properties of HubSpot's contacts.
enum HubSpotFields {
    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "firstname", label: "First name", type: .string), .init(key: "lastname", label: "Last name", type: .string),
        .init(key: "phone", label: "Phone number", type: .string, constraints: .init(format: .phone)),
    ]

    /// The properties that mapped fields describe, without the address. Without both names, a payload's `name` is split at
    /// its first space.
    static func properties(_ job: DeliveryJob) -> JSONObject {
        var properties = JSONObject()
        for (key, value) in job.fields where key != "email" { properties[key] = .string(text(value)) }
        guard properties["firstname"] == nil, properties["lastname"] == nil else { return properties }
        let (first, last) = PersonName.parts(of: job.payloadValue)
        properties["firstname"] = first.map { .string($0) }
        properties["lastname"] = last.map { .string($0) }
        return properties
    }

    /// HubSpot takes all values as texts; several values of one property are joined by a semicolon.
    private static func text(_ value: JSONValue) -> String {
        value.array.map { $0.map(\.plainText).joined(separator: ";") } ?? value.plainText
    }

    /// The catalogue of an account. Hidden properties are in it, because a mapping may fill them.
    static func catalog(_ properties: [JSONValue]) -> [FieldDefinition] {
        properties.filter { $0["archived"]?.bool != true }.compactMap(field).sortedByLabel
    }

    /// Properties that have options to choose from, for the action that sets one.
    static func choices(_ properties: [JSONValue]) -> JSONValue {
        ActionChoices.withOptions(
            properties.compactMap { property in
                guard let name = property["name"]?.string, ["enumeration", "bool"].contains(property["type"]?.string),
                    property["archived"]?.bool != true, property["hidden"]?.bool != true, !isReadOnly(property)
                else { return nil }
                let options = shownOptions(property).compactMap { option in
                    option["value"]?.string.map { (value: $0, label: option["label"]?.string ?? $0) }
                }
                return (name, property["label"]?.string ?? name, options)
            })
    }

    private static func field(_ property: JSONValue) -> FieldDefinition? {
        guard let name = property["name"]?.string else { return nil }
        let (kind, format) = kind(property)
        var constraints = FieldDefinition.Constraints(format: format)
        if name == "email" { (constraints.format, constraints.required) = (.email, true) }
        if isReadOnly(property) || kind == .unknown { constraints.readOnly = true }
        if kind == .enum || kind == .multiEnum { constraints.allowedValues = shownOptions(property).compactMap { $0["value"]?.string } }
        var meta: JSONObject = [
            "group": property["groupName"] ?? .null, "field_type": property["fieldType"] ?? .null,
            "hubspot_defined": .bool(property["hubspotDefined"]?.bool ?? false), "unique": .bool(property["hasUniqueValue"]?.bool ?? false),
        ]
        if property["hidden"]?.bool == true { meta["hidden"] = true }
        return FieldDefinition(
            key: name, label: property["label"]?.string, type: kind, description: property["description"]?.string,
            constraints: constraints == .init() ? nil : constraints, providerMeta: .object(meta))
    }

    private static func kind(_ property: JSONValue) -> (FieldDefinition.Kind, FieldDefinition.Constraints.Format?) {
        switch property["type"]?.string {
        case "string": (.string, formats[property["textDisplayHint"]?.string ?? ""])
        case "phone_number": (.string, .phone)
        case "number": (.number, nil)
        case "bool": (.boolean, nil)
        case "enumeration": (property["fieldType"] == "checkbox" ? .multiEnum : .enum, nil)
        case "date": (.date, nil)
        case "datetime": (.datetime, nil)
        case "json": (.json, nil)
        default: (.unknown, nil)
        }
    }

    private static let formats: [String: FieldDefinition.Constraints.Format] = [
        "email": .email, "phone_number": .phone, "domain_name": .url,
    ]

    private static func shownOptions(_ property: JSONValue) -> [JSONValue] {
        (property["options"]?.array ?? []).filter { $0["hidden"]?.bool != true }
    }

    private static func isReadOnly(_ property: JSONValue) -> Bool {
        property["calculated"]?.bool == true || property["modificationMetadata"]?["readOnlyValue"]?.bool == true
    }
}
