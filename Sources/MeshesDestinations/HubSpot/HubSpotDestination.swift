import MeshesModel

/// The type `hubspot`: contacts and static lists of one HubSpot account.
struct HubSpotDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    let api: ProviderProfile
    let standardFields = HubSpotFields.standard
    let fieldPairs = ["firstname": ["first_name"], "lastname": ["last_name"]]
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient(
            "HubSpot", authorize: "https://app.hubspot.com", token: "https://api.hubapi.com", configuration, gateway)
        api = HubSpotProfile.make(time: gateway.time)
        integration = HubSpotIntegration.description(available: configuration.app != nil)
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let session = session(try grant(settings), .listing)
        return try await ActionChoices.lists([
            "lists": { () throws(MeshesError) in ActionChoices.list(try await lists(session), id: "listId") },
            "properties": { () throws(MeshesError) in HubSpotFields.choices(try await properties(session)) },
        ])
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        HubSpotFields.catalog(try await properties(session(try grant(settings), .listing)))
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let target = try job.input("id")
        let session = session(grant, for: job)
        switch job.action {
        case "add_to_list":
            return try await add(try await contact(email, HubSpotFields.properties(job), session).id, to: target, session)
        case "remove_from_list":
            return try await remove(email, from: target, session)
        case "update_property":
            var properties = HubSpotFields.properties(job)
            properties[target] = .string(try job.input("value"))
            return session.delivered(try await contact(email, properties, session).answer, "property \(target) set")
        default: throw .unknownAction(job.action)
        }
    }

    /// Lists that people can be put into by hand; dynamic ones fill themselves.
    private func lists(_ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        func page(_ offset: Int64) -> ProviderRequest {
            .post(
                "/crm/v3/lists/search",
                .json([
                    "query": "", "objectTypeId": "0-1", "processingTypes": ["MANUAL", "SNAPSHOT"], "count": 500,
                    "offset": .integer(offset), "additionalProperties": [],
                ]))
        }
        return try await session.pages(page(0), items: { $0["lists"]?.array ?? [] }) { answer, _ in
            guard answer["hasMore"]?.bool == true, let offset = answer["offset"]?.integer else { return nil }
            return page(offset)
        }
    }

    private func properties(_ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        try await session.ask(.get("/crm/v3/properties/contacts"))["results"]?.array ?? []
    }
}
