import MeshesModel

/// Checks what a caller sent and merges it with the secrets that are kept. Gathers everything that is wrong before it
/// refuses.
struct WebhookSettingsReader {
    let input: JSONObject
    let stored: ConnectionSettings?
    let policy: WebhookPolicy
    let now: Timestamp
    let ids: IdentifierSource

    var issues: [ParameterIssue] = []
    var result = ConnectionSettings(metadata: [:], secrets: [:])
    /// Members whose stored secret goes on although the caller did not send it.
    var kept: [String] = []

    init(_ input: JSONObject, stored: ConnectionSettings?, policy: WebhookPolicy, now: Timestamp, ids: IdentifierSource) {
        self.input = input
        self.stored = stored
        self.policy = policy
        self.now = now
        self.ids = ids
    }

    /// - Throws: 400 naming every bad member; 422 when secrets would go to another host unseen.
    mutating func read() throws(MeshesError) -> ConnectionSettings {
        let url = readURL()
        if let method = choice(WebhookKey.method, of: ["POST", "PUT", "PATCH"], fold: { $0.uppercased() }) {
            result.metadata[WebhookKey.method] = .string(method)
        }
        if let mode = choice(WebhookKey.mode, of: PayloadMode.allCases.map(\.rawValue)) {
            result.metadata[WebhookKey.mode] = .string(mode)
        }
        readAuthentication()
        readSigning()
        readStandardWebhooks()
        readCustomHeaders()
        readTimeout()
        if let skip = flag(WebhookKey.skipTest) { result.metadata[WebhookKey.skipTest] = .bool(skip) }
        guard issues.isEmpty else { throw .badRequest(issues) }
        try refuseCarryingSecrets(to: url)
        return result
    }

    private mutating func readURL() -> WebURL? {
        guard let text = text(WebhookKey.url) else {
            if !fails(WebhookKey.url) { fail(WebhookKey.url, "is required") }
            return nil
        }
        do throws(URLSyntaxError) {
            let url = try URLSyntax.parse(text)
            result.metadata[WebhookKey.url] = .string(url.text)
            do throws(GuardRefusal) { try policy.hosts.check(url) } catch { fail(WebhookKey.url, error.description) }
            return url
        } catch {
            fail(WebhookKey.url, error.description)
            return nil
        }
    }

    private mutating func readTimeout() {
        guard let value = input[WebhookKey.timeout], !value.isNull, value != "" else { return }
        let seconds = value.integer ?? value.string.flatMap { Int64($0) }
        guard let seconds, (1...30).contains(seconds) else {
            return fail(WebhookKey.timeout, "must be a whole number from 1 to 30")
        }
        result.metadata[WebhookKey.timeout] = .integer(seconds)
    }

    /// Someone who may edit a connection, but not read its secrets, must not be able to have them sent to a host of his own.
    private func refuseCarryingSecrets(to url: WebURL?) throws(MeshesError) {
        guard let url, !kept.isEmpty, let old = stored?.metadata[WebhookKey.url]?.string.flatMap({ try? URLSyntax.parse($0) }),
            old.scheme != url.scheme || old.authorityHost != url.authorityHost
        else { return }
        throw MeshesError(
            .unprocessableEntity, "The URL has another host or scheme: send the secrets again, or remove them with an empty text.",
            issues: kept.map { ParameterIssue("metadata.\($0)", "must be sent again when the URL's host or scheme changes") }
        )
    }
}
