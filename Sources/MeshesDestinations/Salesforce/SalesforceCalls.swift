/// The calls of one delivery to Salesforce.
struct SalesforceCalls {
    let session: ProviderSession
    /// Sent when contacts are saved that a rule of the organisation takes for duplicates.
    let headers: [(String, String)]

    init(_ session: ProviderSession, allowsDuplicates: Bool) {
        self.session = session
        headers = allowsDuplicates ? [("Sforce-Duplicate-Rule-Header", "allowSave=true")] : []
    }
}
