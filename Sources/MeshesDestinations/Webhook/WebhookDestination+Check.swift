public import MeshesModel

extension WebhookDestination {
    /// Settings on which the answer to a test depends.
    private static let telling = [
        WebhookKey.url, WebhookKey.method, WebhookKey.mode, WebhookKey.authScheme, WebhookKey.username, WebhookKey.password,
        WebhookKey.token, WebhookKey.authHeaderName, WebhookKey.authHeaderValue, WebhookKey.customHeaders, WebhookKey.hmacAlgorithm,
        WebhookKey.hmacSecret, WebhookKey.hmacHeader, WebhookKey.hmacEncoding, WebhookKey.hmacPrefix, WebhookKey.standard,
        WebhookKey.standardSecret,
    ]

    /// Sends a sample event, once, as a real delivery in every way.
    public func check(
        _ settings: ConnectionSettings, replacing stored: ConnectionSettings?, workspace: Workspace.ID
    ) async throws(MeshesError) -> JSONObject {
        guard settings.metadata[WebhookKey.skipTest]?.bool != true else { return [:] }
        if let stored, !Self.matters(settings, stored) { return [:] }
        _ = try await test(settings, workspace: workspace)
        return [:]
    }

    /// Sends the same sample event.
    public func test(_ settings: ConnectionSettings, workspace: Workspace.ID) async throws(MeshesError) -> ConnectionTest {
        guard let url = settings.metadata[WebhookKey.url]?.string.flatMap({ try? URLSyntax.parse($0) }) else {
            throw .badRequest("metadata.url", "must be a URL")
        }
        try tests.admit(workspace: workspace, host: url.authorityHost, now: time.now())
        var trial = settings
        trial.identity = nil
        let outcome = await deliver(sample(), with: trial)
        guard outcome.code != .delivered else {
            return ConnectionTest(message: outcome.message, httpStatus: outcome.httpStatus)
        }
        let reason = outcome.httpStatus.map { "HTTP \($0)" } ?? outcome.message
        var message = "The test request failed: \(outcome.message)."
        if let body = outcome.details?.response?.body {
            let excerpt = PlainText.excerpt(body, limit: 300)
            if !excerpt.isEmpty { message += " Answer: \(excerpt)" }
        }
        throw MeshesError(.connectionTestFailed, message, issues: [ParameterIssue(WebhookKey.url, reason)])
    }

    private static func matters(_ settings: ConnectionSettings, _ stored: ConnectionSettings) -> Bool {
        telling.contains { key in
            // A rotation leaves the old secret valid, so there is nothing to try.
            if key == WebhookKey.standardSecret, let old = stored.secrets[key], settings.secrets[WebhookKey.previousSecret] == old {
                return false
            }
            return settings.metadata[key] != stored.metadata[key] || settings.secrets[key] != stored.secrets[key]
        }
    }

    private func sample() -> DeliveryJob {
        DeliveryJob(
            delivery: ids.next(), event: ids.next(), eventName: "meshes.test", resource: "test", resourceID: nil,
            createdAt: time.now(), payload: Array(#"{"email":"test@example.com","message":"Test request"}"#.utf8),
            ruleMetadata: ["action": "send_webhook"], attemptNumber: 1, isTest: true
        )
    }
}
