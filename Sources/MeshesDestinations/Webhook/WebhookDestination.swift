public import MeshesModel

/// The type `webhook`: sends events to a URL (webhook.md).
public struct WebhookDestination: Destination {
    public let integration = WebhookIntegration.description
    public let concurrency = 10

    let policy: WebhookPolicy
    private(set) var sender: any HTTPSender
    let time: any TimeSource
    let ids: IdentifierSource
    private let prepared = PreparedWebhooks()
    let tests: TestLimiter

    public init(policy: WebhookPolicy, sender: any HTTPSender, time: any TimeSource, ids: IdentifierSource) {
        self.policy = policy
        self.sender = sender
        self.time = time
        self.ids = ids
        self.tests = TestLimiter(perWorkspace: policy.testsPerWorkspace, perHost: policy.testsPerHost)
    }

    public func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings {
        var reader = WebhookSettingsReader(metadata, stored: stored, policy: policy, now: time.now(), ids: ids)
        return try reader.read()
    }

    public func rehearsing(with sender: any HTTPSender) -> any Destination {
        var copy = self
        copy.sender = sender
        return copy
    }

    public func validate(ruleMetadata: JSONObject) throws(MeshesError) {
        guard ruleMetadata["action"] == "send_webhook" else {
            throw .badRequest("metadata.action", "must be send_webhook")
        }
    }

    public func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject { [:] }

    public func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { [] }

    public func deliver(_ job: DeliveryJob, with settings: ConnectionSettings) async -> DeliveryOutcome {
        let webhook: PreparedWebhook
        do throws(WebhookSettingsFault) {
            webhook = try prepared.webhook(for: settings, userAgent: policy.userAgent)
        } catch {
            return DeliveryOutcome(.internalError, error.message, details: ResponseDetails(error: error.message))
        }
        let request = webhook.request(for: job, at: time.now())
        guard request.body.readableBytes <= policy.bodyLimit else {
            let message = "body has \(request.body.readableBytes) bytes, the limit is \(policy.bodyLimit)"
            return DeliveryOutcome(.payloadTooLarge, message, details: ResponseDetails(request: webhook.capture(request), error: message))
        }
        do throws(OutboundFailure) {
            return outcome(of: try await sender.send(request), to: request, webhook, isTest: job.isTest)
        } catch {
            return outcome(of: error, to: request, webhook)
        }
    }
}
