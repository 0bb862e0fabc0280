import MeshesModel

/// Fields of Intercom's contacts.
enum IntercomFields {
    private static let prefix = "custom_attributes."

    /// What every account has.
    static let standard: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(
            key: "external_id", label: "External ID", type: .string,
            description: "Your own id of the person. Intercom refuses to give two people the same one."),
        .init(key: "name", label: "Name", type: .string),
        .init(key: "phone", label: "Phone", type: .string, constraints: .init(format: .phone)),
    ]

    /// The catalogue of an account from the elements of its attributes.
    static func catalog(_ attributes: [JSONValue]) -> [FieldDefinition] { (standard + attributes.compactMap(field)).sortedByLabel }

    private static func field(_ attribute: JSONValue) -> FieldDefinition? {
        guard let name = attribute["name"]?.string, attribute["custom"]?.bool == true, attribute["archived"]?.bool != true,
            attribute["api_writable"]?.bool != false
        else { return nil }
        let options = (attribute["options"]?.array ?? []).compactMap(\.string)
        var kind = kinds[attribute["data_type"]?.string ?? ""] ?? .string
        if kind == .string, !options.isEmpty { kind = .enum }
        return FieldDefinition(
            key: prefix + name, label: attribute["label"]?.string ?? name, type: kind, description: attribute["description"]?.string,
            constraints: kind == .enum ? .init(allowedValues: options) : nil,
            providerMeta: ["full_name": attribute["full_name"] ?? .null, "custom": true])
    }

    private static let kinds: [String: FieldDefinition.Kind] = [
        "string": .string, "integer": .number, "float": .number, "boolean": .boolean, "date": .datetime,
    ]

    /// The contact that mapped fields describe, without its address.
    ///
    /// - Parameter dates: names of the attributes that hold a moment, which Intercom takes as Unix seconds.
    static func contact(_ job: DeliveryJob, dates: Set<String>) -> JSONObject {
        var contact = JSONObject()
        var custom = JSONObject()
        for (key, value) in job.fields where key != "email" {
            guard key.hasPrefix(prefix) else {
                contact[key] = .string(value.plainText)
                continue
            }
            let name = String(key.dropFirst(prefix.count))
            let moment = dates.contains(name) ? value.string.flatMap { Timestamp($0) } : nil
            custom[name] = moment.map { .integer($0.seconds) } ?? value
        }
        if contact["name"] == nil { contact["name"] = PersonName.whole(of: job.payloadValue).map { .string($0) } }
        if !custom.isEmpty { contact["custom_attributes"] = .object(custom) }
        return contact
    }

    /// Whether a mapping fills an attribute with what may be a moment.
    static func mayHoldDates(_ job: DeliveryJob) -> Bool {
        job.fields.contains { $0.key.hasPrefix(prefix) && ($0.value.string.flatMap { Timestamp($0) }) != nil }
    }

    static func dates(_ attributes: [JSONValue]) -> Set<String> {
        Set(attributes.filter { $0["data_type"] == "date" }.compactMap { $0["name"]?.string })
    }

    /// What of a contact's description is not so yet.
    static func changes(_ wanted: JSONObject, of contact: JSONValue) -> JSONObject {
        var changes = wanted.filter { key, value in key != "custom_attributes" && contact[key] != value }
        let custom = (wanted["custom_attributes"]?.object ?? [:]).filter { contact["custom_attributes"]?[$0.key] != $0.value }
        if !custom.isEmpty { changes["custom_attributes"] = .object(custom) }
        return changes
    }
}
