import MeshesModel

extension MailchimpFields {
    /// The field that a merge field makes; nil for one without a tag.
    static func field(_ tag: JSONValue) -> FieldDefinition? {
        guard let key = tag["tag"]?.string, !key.isEmpty else { return nil }
        let type = tag["type"]?.string ?? "text"
        let (kind, constraints) = form(type, tag["options"])
        return FieldDefinition(
            key: key, label: tag["name"]?.string ?? key, type: kind, constraints: constraints,
            providerMeta: [
                "merge_id": tag["merge_id"] ?? .null, "type": .string(type), "required": .bool(tag["required"]?.bool ?? false),
            ])
    }

    /// A tag that has different types in different audiences.
    static func asText(_ field: FieldDefinition) -> FieldDefinition {
        FieldDefinition(key: field.key, label: field.label, type: .string, providerMeta: field.providerMeta)
    }

    private static func form(_ type: String, _ options: JSONValue?) -> (FieldDefinition.Kind, FieldDefinition.Constraints?) {
        switch type {
        case "number": (.number, nil)
        case "address": (.object, nil)
        case "phone": (.string, .init(format: .phone))
        case "date": (.date, nil)
        case "birthday": (.string, .init(pattern: #"^(\d{2}/\d{2}|\d{4}-\d{2}-\d{2}.*)$"#))
        case "url", "imageurl": (.string, .init(format: .url))
        case "radio", "dropdown": (.enum, .init(allowedValues: options?["choices"]?.array?.compactMap(\.string) ?? []))
        default: (.string, options?["size"]?.integer.map { .init(maxLength: Int($0)) })
        }
    }
}
