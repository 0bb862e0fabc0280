import MeshesModel

/// The type `aweber`: subscribers of AWeber's lists.
struct AWeberDestination: SignInDestination {
    let integration: Integration
    let api = AWeberProfile.profile
    let concurrency = 3
    let standardFields = AWeberFields.standard
    let client: OAuthClient
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient("AWeber", authorize: "https://auth.aweber.com", token: "https://auth.aweber.com", configuration, gateway)
        integration = AWeberIntegration.description(available: configuration.app != nil)
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let grant = try grant(settings)
        return ["lists": ActionChoices.list(try await all("/1.0/accounts/\(grant.account.id)/lists", session(grant, .listing)))]
    }

    /// Lists whose fields are asked for.
    private static let listsWithFields = 25

    /// Custom fields belong to each list; the catalogue is their union by name. In an account with many lists those of rules
    /// come first.
    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        let grant = try grant(settings)
        let session = session(grant, .listing)
        let known = try await all("/1.0/accounts/\(grant.account.id)/lists", session).compactMap { $0["id"]?.plainText }
        let used = settings.objectsOfRules.filter(Set(known).contains)
        let lists = Array((used + known.filter { !used.contains($0) }).prefix(Self.listsWithFields))
        let fields = try await session.each(of: lists) { list throws(MeshesError) in
            try await all("/1.0/accounts/\(grant.account.id)/lists/\(list)/custom_fields", session)
        }
        return AWeberFields.catalog(Array(zip(lists, fields)))
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let subscribers = AWeberSubscribers(account: grant.account.id, list: try job.input("id"), email: email)
        let session = session(grant, for: job)
        return switch job.action {
        case "add_to_list": try await subscribers.add(AWeberFields.subscriber(job), session)
        case "remove_from_list": try await subscribers.remove(session)
        default: throw .unknownAction(job.action)
        }
    }

    /// The elements of a collection. Each page names the next by its address, of which only path and query are taken where
    /// the operator has put another host in AWeber's place.
    private func all(_ path: ProviderPath, _ session: ProviderSession) async throws(MeshesError) -> [JSONValue] {
        try await session.pages(.get(path, query: [("ws.size", "100"), ("ws.start", "0")]), items: { $0["entries"]?.array ?? [] }) { answer, _ in
            answer["next_collection_link"]?.string.flatMap(session.returned).map { .get($0) }
        }
    }
}
