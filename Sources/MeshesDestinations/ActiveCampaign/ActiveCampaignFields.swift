import MeshesModel

/// Fields of ActiveCampaign's contacts. An account's own fields are known by their id, since their names may change.
enum ActiveCampaignFields {
    private static let mark = "field_"

    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "firstName", label: "First name", type: .string), .init(key: "lastName", label: "Last name", type: .string),
        .init(key: "phone", label: "Phone", type: .string),
    ]

    /// The fields of a page, each with its options in `choices`.
    static func withOptions(_ page: ProviderAnswer) -> [JSONValue]? {
        page["fields"]?.array?.map { field in
            let options = (page["fieldOptions"]?.array ?? []).filter { $0["field"]?.plainText == field["id"]?.plainText }
            var field = field.object ?? [:]
            field["choices"] = .array(options.compactMap { $0["value"] })
            return .object(field)
        }
    }

    /// The catalogue of an account.
    static func catalog(_ fields: [JSONValue]) -> [FieldDefinition] {
        let own = fields.compactMap { field -> FieldDefinition? in
            guard let id = field["id"]?.plainText, !id.isEmpty else { return nil }
            let (kind, constraints) = form(field["type"]?.string ?? "", field["choices"]?.array ?? [])
            return FieldDefinition(
                key: mark + id, label: field["title"]?.string ?? mark + id, type: kind, constraints: constraints,
                providerMeta: ["field_id": .string(id), "perstag": field["perstag"] ?? .null, "type": field["type"] ?? .null])
        }
        return (standard + own).sortedByLabel
    }

    private static func form(_ type: String, _ choices: [JSONValue]) -> (FieldDefinition.Kind, FieldDefinition.Constraints?) {
        let allowed = choices.isEmpty ? nil : FieldDefinition.Constraints(allowedValues: choices.compactMap(\.string))
        return switch type {
        case "text", "textarea", "hidden", "": (.string, nil)
        case "date": (.date, nil)
        case "datetime": (.datetime, nil)
        case "dropdown", "radio": (.enum, allowed)
        case "checkbox", "listbox": (.multiEnum, allowed)
        default: (.unknown, nil)
        }
    }

    /// The contact that a job describes, without its address.
    static func contact(_ job: DeliveryJob) -> JSONObject {
        var contact = JSONObject()
        var values: [JSONValue] = []
        for (key, value) in job.fields where key != "email" {
            guard key.hasPrefix(mark) else {
                contact[key] = value
                continue
            }
            let isMultiple = job.catalog.first { $0.key == key }?.type == .multiEnum
            values.append(["field": .string(String(key.dropFirst(mark.count))), "value": .string(text(value, isMultiple))])
        }
        if !values.isEmpty { contact["fieldValues"] = .array(values) }
        return contact
    }

    /// Several values stand between double bars.
    private static func text(_ value: JSONValue, _ isMultiple: Bool) -> String {
        switch value {
        case .bool(let flag): flag ? "1" : "0"
        case .array(let choices): choices.isEmpty ? "" : "||" + choices.map(\.plainText).joined(separator: "||") + "||"
        default: isMultiple ? "||\(value.plainText)||" : value.plainText
        }
    }
}
