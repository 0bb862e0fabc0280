import MeshesModel

extension WebhookSettingsReader {
    /// Reads the Standard Webhooks members: makes a secret where none is, and rotates on request.
    mutating func readStandardWebhooks() {
        let rotates = flag(WebhookKey.rotate) == true
        let isOn = flag(WebhookKey.standard)
        if let isOn { result.metadata[WebhookKey.standard] = .bool(isOn) }
        guard isOn == true else {
            if rotates { fail(WebhookKey.rotate, "needs standard_webhooks to be on") }
            return
        }
        if rotates { rotate() } else { keepOrMake() }
    }

    private mutating func keepOrMake() {
        if let secret = secret(WebhookKey.standardSecret, problem: Self.problem) {
            result.secrets[WebhookKey.standardSecret] = secret
        } else if !fails(WebhookKey.standardSecret) {
            make()
        }
        let isGiven = !(input[WebhookKey.previousSecret] ?? .null).isNull
        guard isGiven || previousStillSigns, let previous = secret(WebhookKey.previousSecret, problem: Self.problem) else { return }
        setPrevious(previous, expiring: isGiven ? nil : stored?.metadata[WebhookKey.previousExpiresAt])
    }

    /// The current secret becomes the previous one for a while; the new one is made here unless it was sent along.
    private mutating func rotate() {
        guard let current = stored?.secrets[WebhookKey.standardSecret] else {
            return fail(WebhookKey.rotate, "needs a stored secret to rotate")
        }
        kept.append(WebhookKey.standardSecret)
        if let text = text(WebhookKey.standardSecret) {
            if let problem = Self.problem(text) { return fail(WebhookKey.standardSecret, problem) }
            result.secrets[WebhookKey.standardSecret] = Secret(text)
        } else {
            make()
        }
        setPrevious(current, expiring: nil)
    }

    private mutating func make() {
        let secret = StandardWebhooks.makeSecret(ids)
        result.secrets[WebhookKey.standardSecret] = secret
        result.revealOnce[WebhookKey.standardSecret] = secret
    }

    private mutating func setPrevious(_ secret: Secret, expiring: JSONValue?) {
        result.secrets[WebhookKey.previousSecret] = secret
        result.metadata[WebhookKey.previousExpiresAt] = expiring ?? .integer((now + policy.rotationOverlap).milliseconds)
    }

    private var previousStillSigns: Bool {
        (stored?.metadata[WebhookKey.previousExpiresAt]?.integer ?? 0) > now.milliseconds
    }

    private static func problem(_ secret: String) -> String? {
        StandardWebhooks.key(secret) == nil ? "must be whsec_ and the base64 of 24 to 64 bytes" : nil
    }
}
