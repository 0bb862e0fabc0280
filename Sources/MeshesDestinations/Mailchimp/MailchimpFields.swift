import MeshesModel

/// Fields of Mailchimp's members. Merge fields belong to each audience; the catalogue is their union by tag.
enum MailchimpFields {
    private static let topLevel: [FieldDefinition] = [
        .init(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
        .init(key: "ip_signup", label: "Signup IP address", type: .string),
    ]

    /// What a fresh audience has.
    static let standard: [FieldDefinition] =
        (topLevel + [
            .init(key: "FNAME", label: "First Name", type: .string), .init(key: "LNAME", label: "Last Name", type: .string),
        ]).sortedByLabel

    /// The catalogue of an account from the merge fields of each audience.
    static func catalog(_ audiences: [(list: String, tags: [JSONValue])]) -> [FieldDefinition] {
        var owners: [String: [JSONValue]] = [:]
        var found: [String: FieldDefinition] = [:]
        for (list, tags) in audiences {
            for field in tags.compactMap(field) {
                owners[field.key, default: []].append(.string(list))
                let known = found[field.key] ?? field
                found[field.key] = known.type == field.type ? known : asText(known)
            }
        }
        let merged = found.values.map { field in
            var field = field
            var meta = field.providerMeta?.object ?? [:]
            meta["lists"] = .array(owners[field.key] ?? [])
            field.providerMeta = .object(meta)
            return field
        }
        return (topLevel + merged).sortedByLabel
    }

    /// What a job says of a member of an audience, without its address. Tags that only other audiences have are left out.
    static func member(_ job: DeliveryJob, list: String) -> JSONObject {
        let foreign = foreignTags(job.catalog, list: list)
        var member = JSONObject()
        var merge = JSONObject()
        for (key, value) in job.fields where key != "email" {
            if key == "ip_signup" {
                // An address that is none would have the whole member refused.
                if let text = value.string, IPAddress(text) != nil { member[key] = value }
            } else if !foreign.contains(key) {
                merge[key] = sent(value, as: job.catalog.first { $0.key == key })
            }
        }
        if !merge.isEmpty { member["merge_fields"] = .object(merge) }
        return member
    }

    /// Nothing is foreign to an audience that the catalogue does not know.
    private static func foreignTags(_ catalog: [FieldDefinition], list: String) -> Set<String> {
        func has(_ field: FieldDefinition) -> Bool? { field.providerMeta?["lists"]?.array?.contains(.string(list)) }
        guard catalog.contains(where: { has($0) == true }) else { return [] }
        return Set(catalog.filter { has($0) == false }.map(\.key))
    }

    /// `MM/DD` of a birthday that came as a date.
    private static func sent(_ value: JSONValue, as field: FieldDefinition?) -> JSONValue {
        guard field?.providerMeta?["type"] == "birthday", let match = value.string?.prefixMatch(of: /\d{4}-(\d{2})-(\d{2})/) else { return value }
        return .string("\(match.1)/\(match.2)")
    }
}
