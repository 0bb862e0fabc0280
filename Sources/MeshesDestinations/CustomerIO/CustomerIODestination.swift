import MeshesModel

/// The type `customer_io`: people and their events in Customer.io.
struct CustomerIODestination: APIKeyDestination {
    let integration = CustomerIOIntegration.description
    let profile = CustomerIOProfile.profile
    let concurrency = 10
    let standardFields = CustomerIOFields.standard
    let furtherFields: FurtherFields? = FurtherFields(form: "be a field, or the name of an attribute such as company-size", takes: CustomerIOFields.isAttribute)
    let fieldPairs = ["userId": ["id"], "ip": ["ip_address"]]
    let form = [ConnectionField.choice("region", ["us", "eu"], standard: "us"), .apiKey("cdpApiKey", length: 10...256)]
    /// Names no person, so that it is refused once the key has been found good, and nothing is kept.
    let probe = ProviderRequest.post("/v1/track", .json(["event": "meshes_connection_check"]))
    /// Whether events may have names that Customer.io acts on.
    let allowsReservedEvents: Bool
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, allowsReservedEvents: Bool = false) {
        self.gateway = gateway
        self.allowsReservedEvents = allowsReservedEvents
    }

    func credential(_ settings: ConnectionSettings) -> ProviderCredential? { settings.secrets["cdpApiKey"].map { .basic(key: $0) } }

    func root(_ settings: ConnectionSettings) -> ProviderRoot {
        let host = settings.metadata["region"] == "eu" ? "cdp-eu.customer.io" : "cdp.customer.io"
        return gateway.root(.customerIO, "https://" + host, ownHost: [host])
    }

    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        switch probe.status {
        case 200..<300, 400: .works
        case 401, 403: .refused
        default: .unclear
        }
    }

    func issue(with probe: ProviderAnswer) -> ParameterIssue? {
        (300..<400).contains(probe.status) ? ParameterIssue("metadata.region", "may be wrong: Customer.io sends its callers elsewhere") : nil
    }

    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject {
        probe.isSuccess ? ["note": "Customer.io did not say whether the key is good. Send a test event to be sure."] : [:]
    }

    func validate(ruleMetadata: JSONObject) throws(MeshesError) {
        try integration.check(ruleMetadata: ruleMetadata)
        guard let name = ruleMetadata["event_name_override"]?.string, ReservedEvents.contains(name), !allowsReservedEvents else { return }
        throw .badRequest("metadata.event_name_override", "must not be a name that Customer.io acts on instead of recording it")
    }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject { [:] }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { CustomerIOFields.standard }

    func perform(
        _ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        guard job.action == "track_event" else { throw .unknownAction(job.action) }
        return try await track(job, session)
    }
}
