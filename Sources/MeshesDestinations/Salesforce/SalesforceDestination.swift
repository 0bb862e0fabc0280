import MeshesModel

/// The type `salesforce`: contacts and campaigns of one Salesforce organisation.
struct SalesforceDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    let api = SalesforceProfile.profile
    let standardFields = SalesforceFields.standard
    let fieldPairs = ["Email": ["email"], "FirstName": ["first_name"], "LastName": ["last_name"], "Phone": ["phone"]]
    var gateway: ProviderGateway
    /// What Salesforce said of an organisation's contacts, by organisation and user.
    let descriptions = ShortMemory<String, SalesforceDescription>(lifetime: .seconds(7 * 86_400), limit: 50)

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient(
            "Salesforce", authorize: SalesforceSignIn.production, token: SalesforceSignIn.production, configuration, gateway)
        integration = SalesforceIntegration.description(available: configuration.app != nil)
    }

    func root(of account: OAuthAccount) -> ProviderRoot? {
        account.details["instance_url"]?.string.flatMap { gateway.root(of: api, at: $0) }
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let grant = try grant(settings)
        let session = session(grant, .listing)
        return try await ActionChoices.lists([
            "campaigns": { () throws(MeshesError) in ActionChoices.list(try await campaigns(session), id: "Id", name: "Name") },
            "properties": { () throws(MeshesError) in try await description(grant, session).choices },
        ])
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        let grant = try grant(settings)
        return try await description(grant, session(grant, .listing)).catalog
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["Email"])
        let target = try job.input("id")
        let calls = SalesforceCalls(session(grant, for: job), allowsDuplicates: SalesforceSignIn.allowsDuplicates(grant.account.details))
        var fields = SalesforceFields.contact(job)
        switch job.action {
        case "add_to_campaign": return try await calls.add(try await calls.contact(email, fields), to: target)
        case "remove_from_campaign": return try await calls.remove(email, fields, from: target)
        case "update_property":
            fields[target] = .string(try job.input("value"))
            let contact = try await calls.contact(email, fields)
            return calls.session.delivered(contact.answer, contact, "field \(target) set")
        default: throw .unknownAction(job.action)
        }
    }

    /// None for an account whose edition has no campaigns.
    private func campaigns(_ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        let query: SOQL = "SELECT Id, Name FROM Campaign WHERE IsActive = true ORDER BY Name"
        return try await session.pages(
            query.request, lacking: { SalesforceProfile.code($0) == "INVALID_TYPE" }, items: { $0["records"]?.array ?? [] }
        ) { answer, _ in
            // A path from the host on, version and all.
            guard let next = answer["nextRecordsUrl"]?.string, next.hasPrefix("/services/data/") else { return nil }
            return .get(ProviderPath(stringLiteral: next))
        }
    }

    /// The description of contacts, which is long: Salesforce is asked for it only if it has changed.
    private func description(_ grant: OAuthGrant, _ session: ProviderSession) async throws(MeshesError) -> SalesforceDescription {
        let (now, key) = (gateway.time.now(), "\(grant.account.id) \(grant.account.user)")
        let known = descriptions.value(key, at: now)
        let headers = known.map { [("If-Modified-Since", $0.modified)] } ?? []
        let answer = try await session.ask(
            .get(SalesforceProfile.path("sobjects/Contact/describe"), headers: headers), lacking: { $0.status == 304 && known != nil })
        if answer.status == 304, let known { return known }
        let description = SalesforceDescription(answer)
        if !description.modified.isEmpty { descriptions.keep(description, for: key, at: now) }
        return description
    }
}
