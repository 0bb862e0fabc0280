import MeshesModel

/// Fields of Salesforce's contacts.
enum SalesforceFields {
    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "Email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "FirstName", label: "First Name", type: .string), .init(key: "LastName", label: "Last Name", type: .string),
        .init(key: "Phone", label: "Phone", type: .string, constraints: .init(format: .phone)),
    ]

    /// The contact that mapped fields describe, without the address. Without both names, a payload's `name` is parted.
    static func contact(_ job: DeliveryJob) -> JSONObject {
        var contact = JSONObject()
        for (key, value) in job.fields where key != "Email" { contact[key] = plain(value) }
        guard contact["FirstName"] == nil, contact["LastName"] == nil else { return contact }
        // A single word is taken for the last name, which is the one that Salesforce wants.
        let (first, last) = PersonName.parts(of: job.payloadValue)
        contact["LastName"] = (last ?? first).map { .string($0) }
        contact["FirstName"] = last == nil ? nil : first.map { .string($0) }
        return contact
    }

    /// Several values of one picklist are joined by a semicolon.
    private static func plain(_ value: JSONValue) -> JSONValue {
        value.array.map { .string($0.map(\.plainText).joined(separator: ";")) } ?? value
    }

    /// The catalogue of an account from the `fields` of a description.
    static func catalog(_ fields: [JSONValue]) -> [FieldDefinition] { fields.compactMap(field).sortedByLabel }

    /// Picklists, for the action that sets one.
    static func choices(_ fields: [JSONValue]) -> JSONValue {
        ActionChoices.withOptions(
            fields.compactMap { field in
                guard let name = field["name"]?.string, ["picklist", "multipicklist"].contains(field["type"]?.string),
                    field["updateable"]?.bool == true
                else { return nil }
                return (name, field["label"]?.string ?? name, options(field))
            })
    }

    private static func options(_ field: JSONValue) -> [(value: String, label: String)] {
        (field["picklistValues"]?.array ?? []).filter { $0["active"]?.bool != false }.compactMap { option in
            option["value"]?.string.map { ($0, option["label"]?.string ?? $0) }
        }
    }

    private static func field(_ field: JSONValue) -> FieldDefinition? {
        guard let name = field["name"]?.string else { return nil }
        let type = field["type"]?.string ?? ""
        let (kind, format, isWritable) = kinds[type] ?? (.unknown, nil, false)
        let (isCreateable, isUpdateable) = (field["createable"]?.bool ?? false, field["updateable"]?.bool ?? false)
        var constraints = FieldDefinition.Constraints(format: format)
        if !isWritable || !(isCreateable || isUpdateable) { constraints.readOnly = true }
        // A last name that no mapping fills is made up when a contact is created.
        let isNeeded = isCreateable && field["nillable"]?.bool == false && field["defaultedOnCreate"]?.bool != true && name != "LastName"
        if isNeeded || name == "Email" { constraints.required = true }
        if kind == .string, let length = field["length"]?.integer, length > 0 { constraints.maxLength = Int(length) }
        let isRestricted = field["restrictedPicklist"]?.bool ?? false
        var meta: JSONObject = ["custom": .bool(field["custom"]?.bool ?? false), "restricted": .bool(isRestricted)]
        meta["reference_to"] = field["referenceTo"]
        if kind == .enum || kind == .multiEnum {
            let values = options(field).map(\.value)
            if isRestricted { constraints.allowedValues = values } else { meta["suggested_values"] = .array(values.map { .string($0) }) }
        }
        return FieldDefinition(
            key: name, label: field["label"]?.string, type: kind, constraints: constraints == .init() ? nil : constraints,
            providerMeta: .object(meta))
    }

    private typealias Meaning = (FieldDefinition.Kind, FieldDefinition.Constraints.Format?, isWritable: Bool)

    private static let kinds: [String: Meaning] = [
        "string": (.string, nil, true), "textarea": (.string, nil, true), "encryptedstring": (.string, nil, true),
        "combobox": (.string, nil, true), "id": (.string, nil, true), "reference": (.string, nil, true), "time": (.string, nil, true),
        "email": (.string, .email, true), "phone": (.string, .phone, true), "url": (.string, .url, true),
        "boolean": (.boolean, nil, true), "int": (.number, nil, true), "long": (.number, nil, true), "double": (.number, nil, true),
        "currency": (.number, nil, true), "percent": (.number, nil, true), "date": (.date, nil, true), "datetime": (.datetime, nil, true),
        "picklist": (.enum, nil, true), "multipicklist": (.multiEnum, nil, true), "address": (.object, nil, false),
        "location": (.object, nil, false),
    ]
}
