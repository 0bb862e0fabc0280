import Crypto
import Foundation
import MeshesModel

/// Reads settings that were checked when they were saved; what does not fit any more is a fault, not a guess.
struct StoredWebhook {
    private let metadata: JSONObject
    private let secrets: [String: Secret]

    init(_ settings: ConnectionSettings) {
        self.metadata = settings.metadata
        self.secrets = settings.secrets
    }

    func url() throws(WebhookSettingsFault) -> WebURL {
        guard let text = metadata[WebhookKey.url]?.string, let url = try? URLSyntax.parse(text) else {
            throw WebhookSettingsFault("the connection has no valid URL")
        }
        return url
    }

    func integer(_ key: String) -> Int64? { metadata[key]?.integer }

    func choice<Value: RawRepresentable<String>>(_ key: String, _ initial: Value) -> Value {
        metadata[key]?.string.flatMap(Value.init(rawValue:)) ?? initial
    }

    func authHeader() throws(WebhookSettingsFault) -> (String, String)? {
        switch choice(WebhookKey.authScheme, AuthScheme.none) {
        case .none:
            return nil
        case .basic:
            guard let user = metadata[WebhookKey.username]?.string else { throw WebhookSettingsFault("the user name is missing") }
            return ("Authorization", "Basic " + Self.basicCredential(user: user, password: secret(WebhookKey.password) ?? ""))
        case .bearer:
            guard let token = secret(WebhookKey.token) else { throw WebhookSettingsFault("the bearer token is missing") }
            return ("Authorization", "Bearer " + token)
        case .header:
            guard let name = metadata[WebhookKey.authHeaderName]?.string, let value = secret(WebhookKey.authHeaderValue) else {
                throw WebhookSettingsFault("the auth header is missing")
            }
            return (name, value)
        }
    }

    static func basicCredential(user: String, password: String) -> String {
        Data("\(user):\(password)".utf8).base64EncodedString()
    }

    func signature() throws(WebhookSettingsFault) -> BodySignature? {
        guard let algorithm = metadata[WebhookKey.hmacAlgorithm]?.string.flatMap(BodySignature.Algorithm.init(rawValue:)) else { return nil }
        guard let secret = secret(WebhookKey.hmacSecret) else { throw WebhookSettingsFault("the signing secret is missing") }
        let header = metadata[WebhookKey.hmacHeader]?.string ?? BodySignature.defaultHeader
        let prefix = metadata[WebhookKey.hmacPrefix]?.string ?? ""
        guard HeaderRules.isName(header), prefix.isEmpty || HeaderRules.isValue(prefix) else {
            throw WebhookSettingsFault("the signature header is not valid")
        }
        return BodySignature(
            algorithm: algorithm, encoding: choice(WebhookKey.hmacEncoding, .hex), header: header, prefix: prefix, secret: secret
        )
    }

    func standardKey(_ key: String, required: Bool) throws(WebhookSettingsFault) -> SymmetricKey? {
        guard metadata[WebhookKey.standard]?.bool == true else { return nil }
        guard let secret = secret(key) else {
            if required { throw WebhookSettingsFault("the Standard Webhooks secret is missing") }
            return nil
        }
        guard let key = StandardWebhooks.key(secret) else { throw WebhookSettingsFault("a Standard Webhooks secret is not valid") }
        return key
    }

    /// Every text that must not come back out: secrets, and the parts of them that are of use alone.
    func secretTexts() -> [String] {
        var texts: [String] = []
        for (key, secret) in secrets where key != WebhookKey.customHeaders {
            let text = secret.reveal()
            texts.append(text)
            if text.hasPrefix(StandardWebhooks.secretPrefix) { texts.append(String(text.dropFirst(StandardWebhooks.secretPrefix.count))) }
        }
        if choice(WebhookKey.authScheme, AuthScheme.none) == .basic, let user = metadata[WebhookKey.username]?.string {
            texts.append(Self.basicCredential(user: user, password: secret(WebhookKey.password) ?? ""))
        }
        return texts
    }

    private func secret(_ key: String) -> String? { secrets[key]?.reveal() }
}
