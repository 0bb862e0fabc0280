import MeshesModel

extension IntercomDestination {
    func add(
        _ tag: String, to email: ContactEmail, _ fields: JSONObject, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        let (id, isNew) = try await session.alone(with: email) { () async throws(AttemptEnd) -> (String, Bool) in
            try await contact(email, fields, session)
        }
        let answer = try await session.exchange(.post("/contacts/\(id)/tags", .json(["id": .string(tag)])))
        guard answer.status == 404 else { return session.delivered(try session.accept(answer)) }
        let isLate = isNew || IntercomProfile.message(answer)?.contains("User Not Found") == true
        let meaning = isLate
            ? AnswerMeaning(.rejectedServerError, "Intercom does not know the contact yet that was just made")
            : AnswerMeaning(.destinationNotFound, "tag not found")
        throw AttemptEnd(session.outcome(meaning, of: answer))
    }

    func remove(
        _ tag: String, from email: ContactEmail, _ externalID: String?, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        guard let contact = try await find(email, externalID, session), let id = contact["id"]?.string else {
            return DeliveryOutcome(.delivered, "no such contact")
        }
        let answer = try await session.send(.delete("/contacts/\(id)/tags/\(tag)"), expecting: [404])
        guard answer.status == 404 else { return session.delivered(answer) }
        let isTagged = contact["tags"]?["data"]?.array?.contains { $0["id"]?.string == tag } ?? false
        guard isTagged else { return session.delivered(answer, "not tagged") }
        throw AttemptEnd(session.outcome(AnswerMeaning(.destinationNotFound), of: answer))
    }

    /// The id of the contact, made or brought up to date, and whether it was made just now.
    private func contact(
        _ email: ContactEmail, _ fields: JSONObject, _ session: ProviderSession
    ) async throws(AttemptEnd) -> (String, isNew: Bool) {
        if let known = try await find(email, fields["external_id"]?.string, session), let id = known["id"]?.string {
            let changes = IntercomFields.changes(fields, of: known)
            if !changes.isEmpty { _ = try await session.send(.put("/contacts/\(id)", .json(changes))) }
            return (id, false)
        }
        var new: JSONObject = ["role": "user", "email": .string(email.description)]
        new.merge(fields) { first, _ in first }
        let made = try await session.send(.post("/contacts", .json(new)), expecting: [409])
        guard made.status == 409 else { return (try session.id(at: "id", in: made), true) }
        let id = try existing(made, session)
        if !fields.isEmpty { _ = try await session.send(.put("/contacts/\(id)", .json(fields))) }
        return (id, false)
    }

    /// Searches find new contacts late: the refusal names who is there already.
    private func existing(_ conflict: ProviderAnswer, _ session: ProviderSession) throws(AttemptEnd) -> String {
        let message = IntercomProfile.message(conflict) ?? ""
        if message.contains("archived") {
            throw AttemptEnd(session.outcome(AnswerMeaning(.destinationConflict, "the contact is archived"), of: conflict))
        }
        guard let match = message.firstMatch(of: /id=([0-9a-f]{24})/) else {
            throw AttemptEnd(session.outcome(AnswerMeaning(.destinationConflict), of: conflict))
        }
        return String(match.1)
    }

    /// By the product's own id, else by the address; of several a user before a lead, then the one changed last.
    private func find(
        _ email: ContactEmail, _ externalID: String?, _ session: ProviderSession
    ) async throws(AttemptEnd) -> JSONValue? {
        if let externalID, !externalID.isEmpty {
            let answer = try await session.send(.get("/contacts/find_by_external_id/\(externalID)"), expecting: [404])
            if answer.status != 404 { return answer.json }
        }
        let answer = try await session.send(
            .post(
                "/contacts/search",
                .json([
                    "query": ["field": "email", "operator": "=", "value": .string(email.description)],
                    "pagination": ["per_page": 50],
                ])))
        func rank(_ contact: JSONValue) -> (Int, Int64) { (contact["role"] == "user" ? 1 : 0, contact["updated_at"]?.integer ?? 0) }
        return answer["data"]?.array?.max { rank($0) < rank($1) }
    }
}
