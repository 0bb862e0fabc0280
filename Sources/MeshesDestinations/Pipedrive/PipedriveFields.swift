import MeshesModel

/// Fields of Pipedrive's persons.
enum PipedriveFields {
    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "emails", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "name", label: "Name", type: .string, description: nameNote),
        .init(key: "phones", label: "Phone", type: .string, constraints: .init(format: .phone)),
    ]

    private static let nameNote = "Without one, a new person is called by first and last name, or by the address."

    /// Members of a person that can be written although they are no fields of the account's own.
    private static let writable: Set<String> = ["name", "emails", "phones", "owner_id", "org_id", "visible_to", "marketing_status"]

    /// Those that need a contract of their own.
    private static let absent: Set<String> = ["job_title", "notes", "im", "birthday", "postal_address"]

    /// The catalogue of an account.
    static func catalog(_ fields: [PipedriveField]) -> [FieldDefinition] {
        let known = Set(standard.map(\.key))
        let own = fields.filter { !known.contains($0.code) && !absent.contains($0.code) }.map(field)
        return (standard + own).sortedByLabel
    }

    /// Fields with options, for the action that sets one.
    static func choices(_ fields: [PipedriveField]) -> JSONValue {
        ActionChoices.withOptions(
            fields.filter { ["enum", "set"].contains($0.type) && !$0.isLabels && !["visible_to", "marketing_status"].contains($0.code) }
                .map { field in (field.code, field.name, field.options.map { (String($0.id), $0.label) }) })
    }

    static func labels(_ fields: [PipedriveField]) -> JSONValue {
        let field = fields.first { $0.code == "label_ids" } ?? fields.first { $0.code == "label" }
        return ActionChoices.list((field?.options ?? []).map { ["id": .integer($0.id), "name": .string($0.label)] })
    }

    private static func field(_ field: PipedriveField) -> FieldDefinition {
        let (kind, format) = kind(field.type)
        var constraints = FieldDefinition.Constraints(format: format)
        if !field.isWritable || kind == .unknown || !(field.isCustom || writable.contains(field.code)) { constraints.readOnly = true }
        if field.type == "varchar" { constraints.maxLength = 255 }
        if kind == .enum || kind == .multiEnum { constraints.allowedValues = field.options.map { String($0.id) } }
        var meta: JSONObject = ["custom": .bool(field.isCustom), "field_type": .string(field.type)]
        if PipedriveField.relations.contains(field.type) { meta["relation"] = .string(field.type) }
        if !field.options.isEmpty { meta["options"] = .array(field.options.map { ["id": .string(String($0.id)), "label": .string($0.label)] }) }
        return FieldDefinition(
            key: field.code, label: field.name, type: kind, constraints: constraints == .init() ? nil : constraints,
            providerMeta: .object(meta))
    }

    private static func kind(_ type: String) -> (FieldDefinition.Kind, FieldDefinition.Constraints.Format?) {
        switch type {
        case "varchar", "text", "varchar_auto", "varchar_options": (.string, nil)
        case "phone": (.string, .phone)
        case "int", "double": (.number, nil)
        case "boolean": (.boolean, nil)
        case "date": (.date, nil)
        case "enum", "status", "visible_to": (.enum, nil)
        case "set": (.multiEnum, nil)
        case "daterange", "time", "timerange", "monetary", "address": (.object, nil)
        case "json": (.json, nil)
        case _ where PipedriveField.relations.contains(type): (.number, nil)
        default: (.unknown, nil)
        }
    }
}
