import MeshesModel

extension HubSpotDestination {
    /// The person's contact, made or brought up to date. Looking people up by searching would not do: the index
    /// lags behind by seconds.
    func contact(
        _ email: ContactEmail, _ properties: JSONObject, _ session: ProviderSession
    ) async throws(AttemptEnd) -> ProviderContact {
        try await session.alone(with: email) { () async throws(AttemptEnd) -> ProviderContact in
            let known = try await session.send(request(for: email, properties), expecting: [404])
            guard known.status == 404 else { return try contact(known, session) }
            var all = properties
            all["email"] = .string(email.description)
            let made = try await session.send(
                .post("/crm/v3/objects/contacts", .json(["properties": .object(all)])), expecting: [409])
            guard made.status == 409 else { return try contact(made, session) }
            return try await existing(made, properties, session)
        }
    }

    private func contact(_ answer: ProviderAnswer, _ session: ProviderSession) throws(AttemptEnd) -> ProviderContact {
        ProviderContact(id: try session.id(at: "id", in: answer), answer: answer)
    }

    /// The address itself is left out: it may be a secondary one, and writing it would change the primary.
    private func request(for email: ContactEmail, _ properties: JSONObject) -> ProviderRequest {
        let path: ProviderPath = "/crm/v3/objects/contacts/\(email.description)"
        guard !properties.isEmpty else { return .get(path, query: [("idProperty", "email"), ("properties", "email")]) }
        return .patch(path, query: [("idProperty", "email")], .json(["properties": .object(properties)]))
    }

    /// Somebody else made the contact between the two calls: the refusal names it.
    private func existing(
        _ conflict: ProviderAnswer, _ properties: JSONObject, _ session: ProviderSession
    ) async throws(AttemptEnd) -> ProviderContact {
        guard let match = (conflict["message"]?.string ?? "").firstMatch(of: /Existing ID: (\d+)/) else {
            throw AttemptEnd(session.outcome(AnswerMeaning(.destinationConflict), of: conflict))
        }
        let id = String(match.1)
        guard !properties.isEmpty else { return ProviderContact(id: id, answer: conflict) }
        let changed = try await session.send(.patch("/crm/v3/objects/contacts/\(id)", .json(["properties": .object(properties)])))
        return ProviderContact(id: id, answer: changed)
    }

    func add(_ contact: String, to list: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let answer = try await change("add", contact, list, session)
        if Self.names(contact, answer["recordIdsMissing"]) {
            let meaning = AnswerMeaning(.rejectedServerError, "HubSpot does not know the contact yet that was just saved")
            throw AttemptEnd(session.outcome(meaning, of: answer))
        }
        // HubSpot spells the member like this.
        return session.delivered(answer, Self.names(contact, answer["recordsIdsAdded"]) ? nil : "already a member")
    }

    /// Nobody is made a contact by being removed.
    func remove(
        _ email: ContactEmail, from list: String, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        let found = try await session.send(request(for: email, [:]), expecting: [404])
        guard found.status != 404 else { return session.delivered(found, "no such contact") }
        let contact = try session.id(at: "id", in: found)
        let answer = try await change("remove", contact, list, session)
        return session.delivered(answer, Self.names(contact, answer["recordIdsRemoved"]) ? nil : "not a member")
    }

    private func change(
        _ what: String, _ contact: String, _ list: String, _ session: ProviderSession
    ) async throws(AttemptEnd) -> ProviderAnswer {
        let answer = try await session.exchange(
            .put("/crm/v3/lists/\(list)/memberships/\(what)", .list([.string(contact)])))
        guard answer.status == 404 else { return try session.accept(answer) }
        throw AttemptEnd(session.outcome(AnswerMeaning(.destinationNotFound, "list not found"), of: answer))
    }

    private static func names(_ contact: String, _ ids: JSONValue?) -> Bool {
        (ids?.array ?? []).contains { $0.string == contact || $0.integer.map(String.init) == contact }
    }
}
