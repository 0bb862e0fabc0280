import MeshesModel

/// The type `intercom`: contacts and tags of one Intercom workspace.
struct IntercomDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    let api: ProviderProfile
    let standardFields = IntercomFields.standard
    var gateway: ProviderGateway
    /// Attributes that hold moments, by account.
    let dates = ShortMemory<String, Set<String>>(limit: 500)

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient(
            "Intercom", authorize: "https://app.intercom.com", token: "https://api.intercom.io", configuration, gateway)
        api = IntercomProfile.make(time: gateway.time)
        integration = IntercomIntegration.description(available: configuration.app != nil)
    }

    func root(of account: OAuthAccount) -> ProviderRoot? {
        account.details["api_root"]?.string.flatMap { gateway.root(of: api, at: $0) }
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let tags = try await session(try grant(settings), .listing).ask(.get("/tags"))
        return ["tags": ActionChoices.list(tags["data"]?.array ?? [])]
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] {
        let answer = try await session(try grant(settings), .listing).ask(Self.attributes)
        return IntercomFields.catalog(answer["data"]?.array ?? [])
    }

    static let attributes = ProviderRequest.get("/data_attributes", query: [("model", "contact")])

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let tag = try job.input("id")
        let session = session(grant, for: job)
        do throws(AttemptEnd) {
            switch job.action {
            case "add_tag":
                let fields = IntercomFields.contact(job, dates: try await dates(for: job, grant, session))
                return try await add(tag, to: email, fields, session)
            case "remove_tag": return try await remove(tag, from: email, job.fields["external_id"]?.plainText, session)
            default: throw .unknownAction(job.action)
            }
        } catch {
            throw AttemptEnd(await confirmed(error.outcome, session))
        }
    }

    /// Asked for only when a mapping has something that may be a moment.
    private func dates(for job: DeliveryJob, _ grant: OAuthGrant, _ session: ProviderSession) async throws(AttemptEnd) -> Set<String> {
        guard IntercomFields.mayHoldDates(job) else { return [] }
        let now = gateway.time.now()
        if let known = dates.value(grant.account.id, at: now) { return known }
        let found = IntercomFields.dates(try await session.send(Self.attributes)["data"]?.array ?? [])
        if !gateway.isRehearsal { dates.keep(found, for: grant.account.id, at: now) }
        return found
    }

    /// Tokens never run out here, so a refusal may be about one call. When the call that every good token passes is refused
    /// as well, the sign-in is over.
    private func confirmed(_ outcome: DeliveryOutcome, _ session: ProviderSession) async -> DeliveryOutcome {
        guard outcome.httpStatus == 401 || outcome.httpStatus == 403, let probe = try? await session.exchange(.get("/me")) else { return outcome }
        let reason: InactiveReason
        switch probe.status {
        case 401: reason = .oauthAuthorizationRevoked
        case 403: reason = .oauthReauthorizationRequired
        default: return outcome
        }
        var outcome = outcome
        outcome.code = .authFailed
        outcome.verdict = .switchOff(reason, detail: "Intercom does not accept the sign-in any more: \(outcome.message)")
        return outcome
    }
}
