import MeshesModel

/// The type `activecampaign`: contacts, lists and tags of ActiveCampaign.
struct ActiveCampaignDestination: APIKeyDestination {
    let integration = ActiveCampaignIntegration.description
    let profile = ActiveCampaignProfile.profile
    let concurrency = 4
    let standardFields = ActiveCampaignFields.standard
    let fieldPairs = ["firstName": ["first_name"], "lastName": ["last_name"]]
    let probe = ProviderRequest.get("/api/3/users/me")
    /// A refusal is often about one list or tag.
    let verdicts: ShortMemory<String, KeyVerdict>? = ShortMemory(lifetime: .seconds(60))
    /// The hosts that connections may name; none for all that the guard lets through.
    let hosts: [HostPattern]
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, hosts: [HostPattern] = []) {
        self.gateway = gateway
        self.hosts = hosts
    }

    var form: [ConnectionField] {
        [
            ConnectionField(
                "api_url", fold: ActiveCampaignAddress.folded,
                problem: { [rules = gateway.hosts, hosts] in ActiveCampaignAddress.problem($0, rules, among: hosts) }),
            .apiKey(length: 16...256), .choice("resubscribe", ["false", "true"], standard: "false"),
        ]
    }

    func credential(_ settings: ConnectionSettings) -> ProviderCredential? {
        settings.secrets["api_key"].map { .header("Api-Token", $0, of: settings.metadata["api_url"]?.string) }
    }

    func session(_ settings: ConnectionSettings, _ limits: ProviderSession.Limits) -> ProviderSession? {
        guard let credential = credential(settings), let address = settings.metadata["api_url"]?.string else { return nil }
        let gateway = gateway.toTenantHosts(.activecampaign)
        return ProviderSession(
            profile, gateway, credential, limits: limits, root: gateway.root(.activecampaign, address, ownHost: ""))
    }

    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        if probe.status == 401 || probe.status == 403 { return .refused }
        return probe.isSuccess && probe["user"]?["id"] != nil ? .works : .unclear
    }

    func issue(with probe: ProviderAnswer) -> ParameterIssue? {
        guard probe.isSuccess || probe.status == 404 else { return nil }
        return ParameterIssue("metadata.api_url", "leads to no API of ActiveCampaign")
    }

    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject {
        var account = JSONObject()
        account["account_id"] = probe["user"]?["id"].map { .string($0.plainText) }
        account["account_name"] = probe["user"]?["email"]
        if (try? await session.exchange(.get("/api/3/lists", query: [("limit", "1")])))?.status == 403 { account["note"] = "This key cannot see lists." }
        return account
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let session = try listing(settings)
        return try await ActionChoices.lists([
            "lists": { () throws(MeshesError) in ActionChoices.list(try await all("lists", session)) },
            // Tags of other types are for templates.
            "tags": { () throws(MeshesError) in
                ActionChoices.list(try await all("tags", session).filter { $0["tagType"] == "contact" }, name: "tag")
            },
        ])
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        ActiveCampaignFields.catalog(try await all("fields", listing(settings), with: ActiveCampaignFields.withOptions))
    }

    func perform(_ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        switch job.action {
        case "sync_contact": return session.delivered(try await save(email, job, session).answer)
        case "add_to_list":
            let resubscribes = settings.metadata["resubscribe"] == "true"
            return try await add(try await save(email, job, session).id, to: job.input("id"), session, resubscribes: resubscribes)
        case "remove_from_list": return try await remove(email, from: job.input("id"), session)
        case "add_tag": return try await tag(try await save(email, job, session).id, with: job.input("id"), session)
        case "remove_tag": return try await untag(email, job.input("id"), session)
        default: throw .unknownAction(job.action)
        }
    }

    /// The elements of a list, page by page.
    private func all(
        _ name: String, _ session: ProviderSession,
        with details: (ProviderAnswer) -> [JSONValue]? = { _ in nil }
    ) async throws(MeshesError) -> [JSONValue] {
        try await session.pages(
            of: 100, items: { details($0) ?? $0[name]?.array ?? [] }, total: { Int($0["meta"]?["total"]?.plainText ?? "") }
        ) { offset in
            .get("/api/3/\(name)", query: [("limit", "100"), ("offset", String(offset))])
        }
    }
}
