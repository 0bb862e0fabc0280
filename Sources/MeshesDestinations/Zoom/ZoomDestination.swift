import MeshesModel

/// The type `zoom`: registrants of one person's Zoom meetings and webinars.
struct ZoomDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    let api: ProviderProfile
    let standardFields = ZoomFields.standard
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient("Zoom", authorize: "https://zoom.us", token: "https://zoom.us", configuration, gateway)
        api = ZoomProfile.make(time: gateway.time)
        integration = ZoomIntegration.description(available: configuration.app != nil)
    }

    func root(of account: OAuthAccount) -> ProviderRoot? {
        account.details["api_url"]?.string.flatMap { gateway.root(of: api, at: $0) }
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { standardFields }

    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let session = session(try grant(settings), .listing)
        return try await ActionChoices.lists([
            // Meetings at a fixed time, once or again and again: others cannot be registered for.
            "meetings": { () throws(MeshesError) in
                ZoomMeetings.choices(try await list("meetings", [("type", "upcoming")], session).filter { [2, 8].contains($0["type"]?.integer) })
            },
            "webinars": { () throws(MeshesError) in ZoomMeetings.choices(try await list("webinars", [], session)) },
        ])
    }

    /// None for an account without a plan for webinars.
    private func list(
        _ what: String, _ filter: [(String, String)], _ session: ProviderSession
    ) async throws(MeshesError) -> [JSONValue] {
        func page(_ token: String) -> ProviderRequest {
            .get("/v2/users/me/\(what)", query: filter + [("page_size", "300"), ("next_page_token", token)])
        }
        return try await session.pages(
            page(""), lacking: { $0.status == 400 && ZoomProfile.code($0) == 200 }, items: { $0[what]?.array ?? [] }
        ) { answer, _ in
            let token = answer["next_page_token"]?.string ?? ""
            return token.isEmpty ? nil : page(token)
        }
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        let id = try job.input("id")
        guard id.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw AttemptEnd(DeliveryOutcome(.rejectedClientError, "the rule's id is not a number of Zoom's"))
        }
        var registrant = ZoomFields.registrant(job, email)
        let what: String
        switch job.action {
        case "add_meeting_registrant": what = "meetings"
        case "add_webinar_registrant":
            what = "webinars"
            registrant[ZoomFields.autoApprove] = nil
        default: throw .unknownAction(job.action)
        }
        let session = session(grant, for: job)
        let answer = try await session.exchange(.post("/v2/\(what)/\(id)/registrants", .json(registrant)))
        guard !ZoomProfile.isRegistrantLimit(answer) else { throw AttemptEnd(afterRegistrantLimit(answer, job, session)) }
        // The link to join is the person's own and is not kept.
        return session.delivered(try session.accept(answer), answer["registrant_id"]?.string.map { "registrant \($0)" })
    }

    /// An address may be sent three times a day for a meeting, days being those of UTC. The delivery waits for the next day,
    /// once; nothing else has to wait for that.
    private func afterRegistrantLimit(_ answer: ProviderAnswer, _ job: DeliveryJob, _ session: ProviderSession) -> DeliveryOutcome {
        let day: Int64 = 86_400_000
        let now = gateway.time.now()
        guard let first = job.firstTriedAt, first.milliseconds / day < now.milliseconds / day else {
            let spread = Int64(UInt(bitPattern: job.delivery.hashValue) % 600_000)
            let wait = Duration.milliseconds(day - now.milliseconds % day + spread)
            var outcome = session.outcome(AnswerMeaning(.rateLimited, wait: min(wait, .seconds(86_400))), of: answer)
            outcome.pausesConnection = false
            return outcome
        }
        return session.outcome(AnswerMeaning(.rejectedClientError), of: answer)
    }
}
