import MeshesModel

/// What a message takes from an event.
enum SendGridFields {
    static let templateVariables = "template_variables"

    /// The same for every account.
    static let standard: [FieldDefinition] =
        [
            FieldDefinition(key: "email", label: "Email", type: .string, constraints: .init(format: .email, required: true)),
            FieldDefinition(key: "name", label: "Name", type: .string),
            FieldDefinition(key: "first_name", label: "First name", type: .string),
            FieldDefinition(key: "last_name", label: "Last name", type: .string),
            FieldDefinition(
                key: templateVariables, label: "Template variables", type: .object,
                description: "Values for the placeholders of a template. Without a mapping the whole payload is sent."),
        ].sortedByLabel

    /// The person's name: what is mapped as such, else first and last name.
    static func name(_ fields: JSONObject) -> String? {
        if let name = fields["name"]?.string, !name.isEmpty { return name }
        return PersonName.whole(of: .object(fields))
    }

    /// What placeholders are filled from: mapped fields first, then the payload's root.
    static func values(_ job: DeliveryJob) -> JSONValue {
        .object(job.fields.merging(job.payloadValue.object ?? [:]) { mapped, _ in mapped })
    }
}
