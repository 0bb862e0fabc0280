import Crypto
import Foundation
import MeshesModel
import NIOCore

/// A connection's settings, taken apart once for all attempts under them.
final class PreparedWebhook: Sendable {
    let url: WebURL
    let method: OutboundRequest.Method
    let mode: PayloadMode
    let timeout: Duration
    /// Headers that are the same in every request, checked.
    let headers: [(String, String)]
    /// Names of headers whose values are secret, in lower case.
    let secretHeaders: Set<String>
    let signature: BodySignature?
    let standardKey: SymmetricKey?
    let previousKey: SymmetricKey?
    let previousExpiresAt: Timestamp
    /// Whether an auth scheme or a custom header is set.
    let hasCredential: Bool
    let redaction: Redaction

    /// - Throws: a text for the log of attempts when stored settings break today's rules.
    init(_ settings: ConnectionSettings, userAgent: String) throws(WebhookSettingsFault) {
        let reader = StoredWebhook(settings)
        self.url = try reader.url()
        self.method = reader.choice(WebhookKey.method, OutboundRequest.Method.post)
        self.mode = reader.choice(WebhookKey.mode, PayloadMode.wrapped)
        self.timeout = .seconds(reader.integer(WebhookKey.timeout) ?? 15)
        let auth = try reader.authHeader()
        let custom = CustomHeader.list(settings.secrets[WebhookKey.customHeaders]).map { ($0.name, $0.value) }
        let configured = (auth.map { [$0] } ?? []) + custom
        for (name, value) in configured {
            guard HeaderRules.isName(name), HeaderRules.isValue(value) else { throw WebhookSettingsFault("a configured header is not valid") }
        }
        for (name, _) in custom {
            guard !HeaderRules.isReserved(name) else { throw WebhookSettingsFault("a custom header has a reserved name") }
        }
        self.headers = [("Content-Type", "application/json"), ("User-Agent", userAgent), ("Accept", "*/*")] + configured
        self.secretHeaders = Set(configured.map { $0.0.lowercased() })
        self.hasCredential = !configured.isEmpty
        self.signature = try reader.signature()
        self.standardKey = try reader.standardKey(WebhookKey.standardSecret, required: true)
        self.previousKey = try reader.standardKey(WebhookKey.previousSecret, required: false)
        self.previousExpiresAt = Timestamp(milliseconds: reader.integer(WebhookKey.previousExpiresAt) ?? 0)
        self.redaction = Redaction(reader.secretTexts() + configured.map(\.1) + URLRedaction.secrets(in: url.text))
    }

    /// The keys that sign at a moment, the newest first; empty while Standard Webhooks is off.
    func standardKeys(at now: Timestamp) -> [SymmetricKey] {
        guard let standardKey else { return [] }
        guard let previousKey, now < previousExpiresAt else { return [standardKey] }
        return [standardKey, previousKey]
    }
}

/// Stored settings that cannot be used.
struct WebhookSettingsFault: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
