import MeshesModel

/// The type `resend`: contacts, segments and template e-mail of Resend.
struct ResendDestination: APIKeyDestination {
    let integration = ResendIntegration.description
    let profile = ResendProfile.profile
    /// Resend allows a team two calls a second, so more attempts at once would only wait for each other.
    let concurrency = 2
    let standardFields = ResendFields.standard
    let fieldPairs: [String: [String]] = ["firstName": ["first_name"], "lastName": ["last_name"], "name": []]
    let form = [ConnectionField.apiKey()]
    let probe = ProviderRequest.get("/segments", query: [("limit", "1")])
    let templates = ResendTemplates()
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway) {
        self.gateway = gateway
    }

    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        if probe.isSuccess && !probe.isForeign || ResendProfile.isSendingOnly(probe) { return .works }
        return ResendProfile.refusesKey(probe) ? .refused : .unclear
    }

    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject {
        guard ResendProfile.isSendingOnly(probe) else { return ["access": "full"] }
        return [
            "access": "sending",
            "note": "This key may only send e-mail: segments, contact properties and the list of templates are not available.",
        ]
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let session = try listing(settings)
        guard try await mayRead(session) else { return [:] }
        return try await ActionChoices.lists([
            "segments": { () throws(MeshesError) in ActionChoices.list(try await all("/segments", session)) },
            "templates": { () throws(MeshesError) in
                ActionChoices.list(try await all("/templates", session).filter { $0["status"]?.string == "published" }, more: ["alias"])
            },
        ])
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        let session = try listing(settings)
        guard try await mayRead(session) else { return ResendFields.standard }
        return ResendFields.catalog(try await all("/contact-properties", session))
    }

    func perform(_ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let id = try job.input("id")
        switch job.action {
        case "add_to_segment":
            return try await add(try await contact(email, job.fields, session), to: id, session)
        case "remove_from_segment":
            return try await remove(try await contact(email, job.fields, session), from: id, session)
        case "send_email_template": return try await sendTemplate(id, to: email, job, session)
        default: throw .unknownAction(job.action)
        }
    }

    /// False for a key that may only send: it has no lists to show, which is no fault.
    private func mayRead(_ session: ProviderSession) async throws(MeshesError) -> Bool {
        do throws(AttemptEnd) {
            return !ResendProfile.isSendingOnly(try await session.exchange(probe))
        } catch {
            throw MeshesError(.providerRefused, "Resend did not answer as hoped: \(error.outcome.message).")
        }
    }

    /// The elements of a list; each page begins after the last element of the one before.
    private func all(_ path: ProviderPath, _ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        try await session.pages(.get(path, query: [("limit", "100")]), items: { $0["data"]?.array ?? [] }) { answer, found in
            guard answer["has_more"]?.bool == true, let last = found.last?["id"]?.string else { return nil }
            return .get(path, query: [("limit", "100"), ("after", last)])
        }
    }
}
