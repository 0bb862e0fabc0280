import MeshesModel

/// The type `mailchimp`: members of Mailchimp's audiences, which its API calls lists.
struct MailchimpDestination: APIKeyDestination {
    let integration = MailchimpIntegration.description
    let profile = MailchimpProfile.profile
    let concurrency = 4
    let standardFields = MailchimpFields.standard
    let fieldPairs = ["FNAME": ["first_name", "name"], "LNAME": ["last_name"], "PHONE": ["phone"], "ip_signup": ["ip_address"]]
    let form = [
        ConnectionField(
            "data_center", isRequired: false, fold: MailchimpAccount.dataCenter, problem: { MailchimpAccount.problem($0) }),
        ConnectionField("api_key", isSecret: true, length: 8...256, problem: { MailchimpAccount.problem(withKey: $0) }),
    ]
    let probe = ProviderRequest.get("/3.0/ping")
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway) {
        self.gateway = gateway
    }

    func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings {
        try MailchimpAccount.completing(try ConnectionSettings(form, from: metadata, keeping: stored))
    }

    func credential(_ settings: ConnectionSettings) -> ProviderCredential? {
        settings.secrets["api_key"].map { .basic(user: "meshes", password: $0) }
    }

    func root(_ settings: ConnectionSettings) -> ProviderRoot {
        let host = "\(settings.metadata["data_center"]?.string ?? "us1").api.mailchimp.com"
        return gateway.root(.mailchimp, "https://" + host, ownHost: [host])
    }

    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        if probe.isSuccess && !probe.isForeign { return .works }
        return probe.status == 401 || probe.status == 403 && probe["title"] != nil ? .refused : .unclear
    }

    func issue(with probe: ProviderAnswer) -> ParameterIssue? {
        verdict(on: probe) == .refused ? ParameterIssue("metadata.api_key", "is refused by Mailchimp: key or data center wrong") : nil
    }

    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject {
        let answer = try? await session.exchange(.get("/3.0/", query: [("fields", "account_id,account_name")]))
        var account = JSONObject()
        account["account_id"] = answer?["account_id"]?.string.map { .string($0) }
        account["account_name"] = answer?["account_name"]?.string.map { .string($0) }
        return account
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        ["lists": ActionChoices.list(try await lists(listing(settings)))]
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        let session = try listing(settings)
        let lists = try await lists(session).compactMap { $0["id"]?.string }
        let tags = try await session.each(of: Array(lists.prefix(50))) { list throws(MeshesError) in
            try await session.ask(.get("/3.0/lists/\(list)/merge-fields", query: [("count", "1000")]))["merge_fields"]?.array ?? []
        }
        return MailchimpFields.catalog(Array(zip(lists, tags)))
    }

    func perform(_ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let list = try job.input("id")
        return switch job.action {
        case "add_to_list": try await add(email, MailchimpFields.member(job, list: list), to: list, session)
        case "remove_from_list": try await remove(email, from: list, session)
        default: throw .unknownAction(job.action)
        }
    }

    private func lists(_ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        try await session.pages(
            of: 1000, items: { $0["lists"]?.array ?? [] }, total: { $0["total_items"]?.integer.map { Int($0) } }
        ) { offset in
            .get("/3.0/lists", query: [("count", "1000"), ("offset", String(offset)), ("fields", "lists.id,lists.name,total_items")])
        }
    }
}
