import MeshesModel

/// The type `pipedrive`: persons of one Pipedrive company.
struct PipedriveDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    let api = PipedriveProfile.profile
    let standardFields = PipedriveFields.standard
    let fieldPairs = ["emails": ["email"], "name": ["name"], "phones": ["phone"]]
    var gateway: ProviderGateway
    /// Fields by account: what a value must look like depends on them.
    let fields = ShortMemory<String, [PipedriveField]>(limit: 500)
    /// Persons by account and address: searches find new ones late.
    let persons = ShortMemory<String, String>(limit: 20_000)

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient(
            "Pipedrive", authorize: "https://oauth.pipedrive.com", token: "https://oauth.pipedrive.com", configuration, gateway)
        integration = PipedriveIntegration.description(available: configuration.app != nil)
    }

    func root(of account: OAuthAccount) -> ProviderRoot? {
        account.details["api_domain"]?.string.flatMap { gateway.root(of: api, at: $0) }
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let fields = try await allFields(settings)
        return ["labels": PipedriveFields.labels(fields), "properties": PipedriveFields.choices(fields)]
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        PipedriveFields.catalog(try await allFields(settings))
    }

    private func allFields(_ settings: ConnectionSettings) async throws(MeshesError) -> [PipedriveField] {
        try await session(try grant(settings), .listing).pages(
            Self.fieldPage(nil), items: { $0["data"]?.array ?? [] }, next: { answer, _ in Self.nextFieldPage(answer) }
        ).compactMap { PipedriveField($0) }
    }

    static func fieldPage(_ cursor: String?) -> ProviderRequest {
        .get("/api/v2/personFields", query: [("limit", "500")] + (cursor.map { [("cursor", $0)] } ?? []))
    }

    static func nextFieldPage(_ answer: ProviderAnswer) -> ProviderRequest? {
        guard let cursor = answer["additional_data"]?["next_cursor"]?.string, !cursor.isEmpty else { return nil }
        return fieldPage(cursor)
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let calls = PipedriveCalls(self, job, grant, email: try ContactEmail(job.fields["emails"]))
        do throws(AttemptEnd) {
            return try await act(job, calls)
        } catch {
            throw job.attemptNumber > 3 && error.outcome.code == .rateLimited ? error.waiting(atLeast: .seconds(3600)) : error
        }
    }

    private func act(_ job: DeliveryJob, _ calls: PipedriveCalls) async throws(AttemptEnd) -> DeliveryOutcome {
        switch job.action {
        case "sync_person": return try await calls.sync()
        case "update_person_field": return try await calls.set(try job.input("id"), to: try job.input("value"))
        case "add_label_to_person": return try await calls.add(label: try job.input("id"))
        case "remove_label_from_person": return try await calls.remove(label: try job.input("id"))
        default: throw .unknownAction(job.action)
        }
    }
}

extension AttemptEnd {
    /// After three limits in a row the account's calls for the day are taken to be spent, whatever the answer says.
    fileprivate func waiting(atLeast wait: Duration) -> AttemptEnd {
        var end = self
        end.outcome.retryAfter = max(end.outcome.retryAfter ?? wait, wait)
        return end
    }
}
