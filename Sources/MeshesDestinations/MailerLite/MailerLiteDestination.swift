import MeshesModel

/// The type `mailerlite`: subscribers and groups of MailerLite.
struct MailerLiteDestination: APIKeyDestination {
    let integration = MailerLiteIntegration.description
    let profile = MailerLiteProfile.profile
    let concurrency = 3
    let standardFields = MailerLiteFields.standard
    /// MailerLite's `name` holds the first name.
    let fieldPairs = ["name": ["first_name", "name"]]
    let form = [ConnectionField.apiKey(length: 20...4096)]
    let probe = ProviderRequest.get("/groups", query: [("limit", "1")])
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway) {
        self.gateway = gateway
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        ["groups": ActionChoices.list(try await all("/groups", sortedBy: "name", listing(settings)))]
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        MailerLiteFields.catalog(try await all("/fields", listing(settings)))
    }

    func perform(_ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let group = try job.input("id")
        return switch job.action {
        case "add_to_group": try await add(email, job.fields, to: group, session)
        case "remove_from_group": try await remove(email, from: group, session)
        default: throw .unknownAction(job.action)
        }
    }

    /// The elements of a list, page by page.
    private func all(
        _ path: ProviderPath, sortedBy order: String? = nil, _ session: ProviderSession
    ) async throws(MeshesError) -> [JSONValue] {
        func page(_ number: Int64) -> ProviderRequest {
            .get(path, query: [("limit", "100"), ("page", String(number))] + (order.map { [("sort", $0)] } ?? []))
        }
        return try await session.pages(page(1), items: { $0["data"]?.array ?? [] }) { answer, _ in
            guard let current = answer["meta"]?["current_page"]?.integer, let last = answer["meta"]?["last_page"]?.integer, current < last
            else { return nil }
            return page(current + 1)
        }
    }
}
