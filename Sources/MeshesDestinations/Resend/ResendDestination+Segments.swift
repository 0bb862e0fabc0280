import MeshesModel

extension ResendDestination {
    /// The id of the person's contact, made or brought up to date. Creating is no upsert at Resend: for a known address it
    /// answers with the old id and changes nothing, so changing comes first.
    func contact(_ email: ContactEmail, _ fields: JSONObject, _ session: ProviderSession) async throws(AttemptEnd) -> String {
        let values = ResendFields.contact(fields)
        return try await session.alone(with: email) { () async throws(AttemptEnd) -> String in
            let path: ProviderPath = "/contacts/\(email.description)"
            let known = try await session.send(values.isEmpty ? .get(path) : .patch(path, .json(values)), expecting: [404])
            guard known.status == 404 else { return try session.id(at: "id", in: known) }
            var contact: JSONObject = ["email": .string(email.description)]
            contact.merge(values, uniquingKeysWith: { first, _ in first })
            return try session.id(at: "id", in: try await session.send(.post("/contacts", .json(contact))))
        }
    }

    func add(_ contact: String, to segment: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let answer = try await session.send(.post("/contacts/\(contact)/segments/\(segment)"), expecting: [409])
        return session.delivered(answer, answer.status == 409 ? "already in the segment" : nil)
    }

    func remove(_ contact: String, from segment: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let answer = try await session.send(.delete("/contacts/\(contact)/segments/\(segment)"), expecting: [404])
        return session.delivered(answer, answer.status == 404 ? "not in the segment" : nil)
    }
}
