import MeshesModel

extension ActiveCampaignDestination {
    /// Makes the contact or brings it up to date; what is not mapped stays as it is.
    func save(
        _ email: ContactEmail, _ job: DeliveryJob, _ session: ProviderSession
    ) async throws(AttemptEnd) -> (id: String, answer: ProviderAnswer) {
        var contact = ActiveCampaignFields.contact(job)
        contact["email"] = .string(email.description)
        return try await session.alone(with: email) { [contact] () async throws(AttemptEnd) -> (id: String, answer: ProviderAnswer) in
            let saved = try await session.send(.post("/api/3/contact/sync", .json(["contact": .object(contact)])))
            return (try session.id(at: "contact", "id", in: saved), saved)
        }
    }

    /// The id of a contact that exists; nil when there is none. Nobody is made in order to be removed.
    private func find(
        _ email: ContactEmail, _ session: ProviderSession
    ) async throws(AttemptEnd) -> (id: String?, answer: ProviderAnswer) {
        let found = try await session.send(.get("/api/3/contacts", query: [("email", email.description)]))
        guard found["contacts"]?.array?.isEmpty == false else { return (nil, found) }
        return (try session.id(at: "contacts", "0", "id", in: found), found)
    }

    private static let missing = "contact not found, nothing to remove"

    /// Someone who has left a list by hand comes back only where the connection's settings say so.
    func add(
        _ contact: String, to list: String, _ session: ProviderSession, resubscribes: Bool
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        var membership: JSONObject = ["list": .string(list), "contact": .string(contact), "status": "1"]
        if resubscribes { membership["sourceid"] = 4 }
        let answer = try await session.send(.post("/api/3/contactLists", .json(["contactList": .object(membership)])))
        guard let status = answer["contactList"]?["status"]?.plainText, status != "1" else { return session.delivered(answer) }
        throw AttemptEnd(session.outcome(AnswerMeaning(.rejectedClientError, "the contact is unsubscribed from this list"), of: answer))
    }

    /// Does nothing for a contact that never was on the list: there it would only make a record of somebody who left.
    func remove(_ email: ContactEmail, from list: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let (id, found) = try await find(email, session)
        guard let id else { return session.delivered(found, Self.missing) }
        let lists = try await session.send(.get("/api/3/contacts/\(id)/contactLists"))
        guard lists["contactLists"]?.array?.contains(where: { $0["list"]?.plainText == list }) == true else {
            return session.delivered(lists, "not on the list")
        }
        let membership: JSONObject = ["list": .string(list), "contact": .string(id), "status": "2"]
        return session.delivered(try await session.send(.post("/api/3/contactLists", .json(["contactList": .object(membership)]))))
    }

    func tag(_ contact: String, with tag: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let tagging: JSONObject = ["contact": .string(contact), "tag": .string(tag)]
        return session.delivered(try await session.send(.post("/api/3/contactTags", .json(["contactTag": .object(tagging)]))))
    }

    /// What is deleted is the tagging, which has an id of its own.
    func untag(_ email: ContactEmail, _ tag: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let (id, found) = try await find(email, session)
        guard let id else { return session.delivered(found, Self.missing) }
        let taggings = try await session.send(.get("/api/3/contacts/\(id)/contactTags"))
        guard let tagging = taggings["contactTags"]?.array?.first(where: { $0["tag"]?.plainText == tag })?["id"]?.plainText else {
            return session.delivered(taggings, "already without the tag")
        }
        let answer = try await session.send(.delete("/api/3/contactTags/\(tagging)"), expecting: [404])
        return session.delivered(answer, answer.status == 404 ? "already without the tag" : nil)
    }
}
