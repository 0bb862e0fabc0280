import MeshesModel

/// Fields of AWeber's subscribers. All values are texts.
enum AWeberFields {
    private static let custom = "custom_fields."

    static let standard: [FieldDefinition] =
        [
            FieldDefinition(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
            FieldDefinition(key: "name", label: "Name", type: .string),
            FieldDefinition(key: "ip_address", label: "IP address", type: .string),
            FieldDefinition(key: "misc_notes", label: "Notes", type: .string),
            FieldDefinition(key: "ad_tracking", label: "Ad tracking", type: .string, constraints: .init(maxLength: 20)),
            FieldDefinition(key: "tags", label: "Tags", type: .array, description: "Tags may start campaigns."),
        ].sortedByLabel

    /// The catalogue of an account from the custom fields of each list.
    static func catalog(_ lists: [(list: String, fields: [JSONValue])]) -> [FieldDefinition] {
        var owners: [String: [JSONValue]] = [:]
        for (list, fields) in lists {
            for name in fields.compactMap({ $0["name"]?.string }) { owners[name, default: []].append(.string(list)) }
        }
        let own = owners.map { name, lists in
            FieldDefinition(key: custom + name, label: name, type: .string, providerMeta: ["lists": .array(lists)])
        }
        return (standard + own).sortedByLabel
    }

    /// The subscriber that a job describes, without its address.
    static func subscriber(_ job: DeliveryJob) -> JSONObject {
        var subscriber = JSONObject()
        var values = JSONObject()
        for (key, value) in job.fields where key != "email" {
            switch key {
            case "ip_address":
                // AWeber refuses the whole subscriber for an address that is not public.
                if let address = value.string.flatMap({ IPAddress($0) }), AddressRules.isPublic(address, allowNAT64: false) { subscriber[key] = value }
            case "tags": subscriber[key] = value
            default:
                if key.hasPrefix(custom) {
                    values[String(key.dropFirst(custom.count))] = .string(value.plainText)
                } else {
                    subscriber[key] = .string(value.plainText)
                }
            }
        }
        if subscriber["name"] == nil, let name = PersonName.whole(of: job.payloadValue) { subscriber["name"] = .string(name) }
        if !values.isEmpty { subscriber["custom_fields"] = .object(values) }
        return subscriber
    }
}
