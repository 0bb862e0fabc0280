import MeshesModel

extension SalesforceCalls {
    func add(_ contact: ProviderContact, to campaign: String) async throws(AttemptEnd) -> DeliveryOutcome {
        let (query, member) = try await member(contact.id, of: campaign)
        guard member == nil else { return session.delivered(query, contact, "already a member") }
        let answer = try await session.exchange(
            .post(
                SalesforceProfile.path("sobjects/CampaignMember"),
                .json(["CampaignId": .string(campaign), "ContactId": .string(contact.id)])))
        if answer.status == 400, SalesforceProfile.code(answer) == "DUPLICATE_VALUE" {
            return session.delivered(answer, contact, "already a member")
        }
        return session.delivered(try session.accept(answer), contact)
    }

    /// The contact is brought up to date as well; one that Salesforce refuses to make has nothing to be removed from.
    func remove(_ email: ContactEmail, _ fields: JSONObject, from campaign: String) async throws(AttemptEnd) -> DeliveryOutcome {
        let contact = try await session.alone(with: email) { () async throws(AttemptEnd) -> ProviderContact? in
            if let known = try await find(email) { return try await change(known, fields) }
            do throws(AttemptEnd) {
                return try await make(email, fields)
            } catch {
                guard error.outcome.code.base == .rejectedClientError else { throw error }
                return nil
            }
        }
        guard let contact else { return DeliveryOutcome(.delivered, "no such contact, so it is in no campaign") }
        let (query, member) = try await member(contact.id, of: campaign)
        guard let member else { return session.delivered(query, contact, "not a member") }
        let answer = try await session.exchange(.delete(SalesforceProfile.path("sobjects/CampaignMember/\(member)")))
        if answer.status == 404 || SalesforceProfile.code(answer) == "ENTITY_IS_DELETED" {
            return session.delivered(answer, contact, "already removed")
        }
        return session.delivered(try session.accept(answer), contact)
    }

    private func member(_ contact: String, of campaign: String) async throws(AttemptEnd) -> (answer: ProviderAnswer, id: String?) {
        let query: SOQL = "SELECT Id FROM CampaignMember WHERE CampaignId = \(campaign) AND ContactId = \(contact) LIMIT 1"
        let answer = try await session.send(query.request)
        return (answer, answer["records"]?.array?.first?["Id"]?.string)
    }
}
