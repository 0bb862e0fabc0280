import MeshesModel

extension MailerLiteDestination {
    /// One call makes or changes the subscriber and adds it to the group. The status is left alone, because MailerLite
    /// refuses to make somebody active who has unsubscribed.
    func add(
        _ email: ContactEmail, _ fields: JSONObject, to group: String, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        var subscriber = MailerLiteFields.subscriber(fields)
        subscriber["email"] = .string(email.description)
        subscriber["groups"] = [.string(group)]
        let saved = try await session.send(.post("/subscribers", .json(subscriber)))
        let id = try session.id(at: "data", "id", in: saved)
        if let groups = saved["data"]?["groups"]?.array, !groups.contains(where: { $0["id"]?.string == group }) {
            _ = try await session.send(.post("/subscribers/\(id)/groups/\(group)"))
        }
        let status = saved["data"]?["status"]?.string
        return session.delivered(saved, status == nil || status == "active" ? nil : "the subscriber is \(status ?? "")")
    }

    func remove(
        _ email: ContactEmail, from group: String, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        let found = try await session.send(.get("/subscribers/\(email.description)"), expecting: [404])
        guard found.status != 404 else { return session.delivered(found, "subscriber not found, so it is in no group") }
        let id = try session.id(at: "data", "id", in: found)
        let removed = try await session.send(.delete("/subscribers/\(id)/groups/\(group)"), expecting: [404])
        return session.delivered(removed, removed.status == 404 ? "already absent from the group" : nil)
    }
}
