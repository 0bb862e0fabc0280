import MeshesModel

/// What Salesforce says of an organisation's contacts.
struct SalesforceDescription: Sendable {
    /// Its `Last-Modified`; empty when it has none.
    let modified: String
    let catalog: [FieldDefinition]
    let choices: JSONValue

    init(_ answer: ProviderAnswer) {
        let fields = answer["fields"]?.array ?? []
        modified = answer.header("last-modified") ?? ""
        catalog = SalesforceFields.catalog(fields)
        choices = SalesforceFields.choices(fields)
    }
}
