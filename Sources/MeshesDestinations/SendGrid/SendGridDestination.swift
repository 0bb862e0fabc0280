import Foundation
import MeshesModel

/// The type `sendgrid`: sends e-mail through SendGrid, from templates kept there or from a text of the rule.
struct SendGridDestination: APIKeyDestination {
    let integration = SendGridIntegration.description
    let concurrency = 10
    let standardFields = SendGridFields.standard
    /// Further fields are placeholders of a rule's texts.
    let furtherFields: FurtherFields? = FurtherFields(form: "be a field, or the name of a placeholder such as order.total") {
        $0.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.]{0,127}/) != nil
    }
    let form = [ConnectionField.apiKey(), .choice("region", ["global", "eu"], standard: "global")]
    let profile: ProviderProfile
    /// Whether a message is given up whose first try may have sent it.
    let sendsAtMostOnce: Bool
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, sendsAtMostOnce: Bool = false) {
        self.gateway = gateway
        self.sendsAtMostOnce = sendsAtMostOnce
        profile = SendGridProfile.make(gateway.time)
    }

    /// A message that is checked and never sent.
    let probe = ProviderRequest.post(
        "/v3/mail/send",
        .json([
            "personalizations": [["to": [["email": "test@example.com"]]]], "from": ["email": "test@example.com"],
            "subject": "Connection check", "content": [["type": "text/plain", "value": "Connection check"]],
            "mail_settings": ["sandbox_mode": ["enable": true]],
        ]))

    func root(_ settings: ConnectionSettings) -> ProviderRoot {
        let host = settings.metadata["region"] == "eu" ? "api.eu.sendgrid.com" : "api.sendgrid.com"
        return gateway.root(.sendgrid, "https://" + host, ownHost: [host])
    }

    /// A message that SendGrid refuses for what is in it shows that the key is good.
    func verdict(on probe: ProviderAnswer) -> KeyVerdict {
        if SendGridProfile.isOutOfCredits(probe) || SendGridProfile.refusesSender(probe) || probe.status == 400 { return .works }
        if probe.isSuccess { return probe.isForeign ? .unclear : .works }
        if probe.status == 401 || SendGridProfile.lacksScope(probe) { return .refused }
        return probe.status == 403 ? .blocked(SendGridProfile.blockWait) : .unclear
    }

    func issue(with probe: ProviderAnswer) -> ParameterIssue? {
        SendGridProfile.lacksScope(probe) ? ParameterIssue("metadata.api_key", "lacks the permission to send mail (mail.send)") : nil
    }

    /// A key that may not read templates still sends.
    func account(_ probe: ProviderAnswer, _ session: ProviderSession) async -> JSONObject {
        let scopes = try? await session.exchange(.get("/v3/scopes"))
        var mayRead = scopes?["scopes"]?.array?.contains("templates.read")
        if mayRead == nil, let page = try? await session.exchange(.get("/v3/templates", query: [("generations", "dynamic"), ("page_size", "1")])) {
            mayRead = page.status != 403
        }
        return mayRead == false ? ["note": "This key cannot read templates (templates.read), so they cannot be offered."] : [:]
    }

    /// What the form cannot say: who a message may be from, and which templates can be sent.
    func validate(ruleMetadata: JSONObject) throws(MeshesError) {
        try integration.check(ruleMetadata: ruleMetadata)
        var issues: [ParameterIssue] = []
        if SendGridSender(ruleMetadata["from"]?.string ?? "") == nil {
            issues.append(ParameterIssue("metadata.from", "must be an address, or Name <address>, with placeholders in the name only"))
        }
        if ruleMetadata["action"] == "send_email_template", ruleMetadata["id"]?.string?.hasPrefix("d-") != true {
            issues.append(ParameterIssue("metadata.id", "must be a dynamic template, whose id begins with d-"))
        }
        guard issues.isEmpty else { throw .badRequest(issues) }
    }

    /// Templates that have a version in use.
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let session = try listing(settings)
        func page(_ token: String?) -> ProviderRequest {
            .get("/v3/templates", query: [("generations", "dynamic"), ("page_size", "200")] + (token.map { [("page_token", $0)] } ?? []))
        }
        if try await isForbidden(page(nil), session) {
            return ["templates": [], "unavailable": "templates.read is missing"]
        }
        let templates = try await session.pages(page(nil), items: { $0["result"]?.array ?? [] }) { answer, _ in
            Self.token(answer["_metadata"]?["next"]?.string).map(page)
        }
        let active = templates.filter { $0["versions"]?.array?.contains { $0["active"] == 1 } == true }
        return ["templates": ActionChoices.list(active)]
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { SendGridFields.standard }

    func perform(
        _ job: DeliveryJob, _ settings: ConnectionSettings, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        let email = try ContactEmail(job.fields["email"])
        switch job.action {
        case "send_email_template": return try await send(try template(job), to: email, job, session)
        case "send_email": return try await send(try text(job), to: email, job, session)
        default: throw .unknownAction(job.action)
        }
    }

    /// Whether the key may not read templates, which is no fault: it still sends.
    private func isForbidden(_ request: ProviderRequest, _ session: ProviderSession) async throws(MeshesError) -> Bool {
        do throws(AttemptEnd) {
            return try await session.exchange(request).status == 403
        } catch {
            throw MeshesError(.providerRefused, "SendGrid did not answer as hoped: \(error.outcome.message).")
        }
    }

    /// The mark of the next page. The address it stands in is never called.
    private static func token(_ next: String?) -> String? {
        guard let query = next?.split(separator: "?", maxSplits: 1).last else { return nil }
        let pair = query.split(separator: "&").first { $0.hasPrefix("page_token=") }
        return pair.flatMap { String($0.dropFirst("page_token=".count)).removingPercentEncoding }
    }
}
