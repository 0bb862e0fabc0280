import MeshesModel

extension SalesforceCalls {
    /// The person's contact, made or brought up to date. Salesforce has no way to do so in one call: the lock is what keeps
    /// two deliveries from making the same person twice.
    func contact(_ email: ContactEmail, _ fields: JSONObject) async throws(AttemptEnd) -> ProviderContact {
        try await session.alone(with: email) { () async throws(AttemptEnd) -> ProviderContact in
            if let known = try await find(email) { return try await change(known, fields) }
            return try await make(email, fields)
        }
    }

    func find(_ email: ContactEmail) async throws(AttemptEnd) -> ProviderContact? {
        let query: SOQL = "SELECT Id FROM Contact WHERE Email = \(email.description) ORDER BY CreatedDate ASC LIMIT 2"
        let answer = try await session.send(query.request)
        let found = answer["records"]?.array ?? []
        guard let id = found.first?["Id"]?.string else { return nil }
        return ProviderContact(id: id, answer: answer, remark: found.count > 1 ? "more than one contact has the address" : nil)
    }

    func change(_ contact: ProviderContact, _ fields: JSONObject) async throws(AttemptEnd) -> ProviderContact {
        guard !fields.isEmpty else { return contact }
        var contact = contact
        contact.answer = try await session.send(.patch(SalesforceProfile.path("sobjects/Contact/\(contact.id)"), .json(fields)))
        return contact
    }

    func make(_ email: ContactEmail, _ fields: JSONObject) async throws(AttemptEnd) -> ProviderContact {
        var contact = fields
        contact["Email"] = .string(email.description)
        // Nobody is without a last name here.
        if contact["LastName"] == nil { contact["LastName"] = .string(String(email.description.prefix { $0 != "@" })) }
        let answer = try await session.exchange(.post(SalesforceProfile.path("sobjects/Contact"), .json(contact), headers: headers))
        if answer.status == 400, let twin = Self.twin(answer) {
            return try await change(ProviderContact(id: twin, answer: answer), fields)
        }
        return ProviderContact(id: try session.id(at: "id", in: try session.accept(answer)), answer: answer)
    }

    /// The contact that a rule of the organisation takes the new one for; nil unless it is exactly one.
    private static func twin(_ answer: ProviderAnswer) -> String? {
        guard SalesforceProfile.code(answer) == "DUPLICATES_DETECTED", let error = answer.json?.array?.first ?? answer.json else { return nil }
        let matches = (error["duplicateResult"]?["matchResults"]?.array ?? []).flatMap { $0["matchRecords"]?.array ?? [] }
        let contacts = Set(matches.compactMap { match -> String? in
            guard match["record"]?["attributes"]?["type"] == "Contact" else { return nil }
            return match["record"]?["Id"]?.string
        })
        return contacts.count == 1 ? contacts.first : nil
    }
}
