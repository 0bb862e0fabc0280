import MeshesModel

/// A person at a provider, found or made for a delivery.
struct ProviderContact: Sendable {
    var id: String
    /// The answer that told the id.
    var answer: ProviderAnswer
    /// What the attempt says of it besides; nil for nothing.
    var remark: String?
}

extension ProviderSession {
    /// The outcome of an action that is done with a contact.
    func delivered(_ answer: ProviderAnswer, _ contact: ProviderContact, _ remark: String? = nil) -> DeliveryOutcome {
        let remarks = [remark, contact.remark].compactMap(\.self)
        return delivered(answer, remarks.isEmpty ? nil : remarks.joined(separator: "; "))
    }
}
