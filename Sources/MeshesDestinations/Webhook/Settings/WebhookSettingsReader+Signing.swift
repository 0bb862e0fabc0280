import MeshesModel

extension WebhookSettingsReader {
    mutating func readSigning() {
        let names = ["none"] + BodySignature.Algorithm.allCases.map(\.rawValue)
        guard let algorithm = choice(WebhookKey.hmacAlgorithm, of: names) else { return }
        result.metadata[WebhookKey.hmacAlgorithm] = .string(algorithm)
        guard algorithm != "none" else { return }
        keepSecret(WebhookKey.hmacSecret, required: true) { secret in
            (16...256).contains(secret.count) ? nil : "must have 16 to 256 characters"
        }
        readSignatureHeader()
        if let encoding = choice(WebhookKey.hmacEncoding, of: BodySignature.Encoding.allCases.map(\.rawValue)) {
            result.metadata[WebhookKey.hmacEncoding] = .string(encoding)
        }
        if let prefix = text(WebhookKey.hmacPrefix) {
            if prefix.utf8.count > 16 || !prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
                fail(WebhookKey.hmacPrefix, "must have at most 16 visible ASCII characters without a space")
            }
            result.metadata[WebhookKey.hmacPrefix] = .string(prefix)
        }
    }

    private mutating func readSignatureHeader() {
        guard let header = text(WebhookKey.hmacHeader) else { return }
        if let problem = HeaderRules.problem(withName: header, allowing: BodySignature.defaultHeader.lowercased()) {
            fail(WebhookKey.hmacHeader, problem)
        } else if let auth = result.metadata[WebhookKey.authHeaderName]?.string, auth.equalsIgnoringCase(header) {
            fail(WebhookKey.hmacHeader, "must differ from the auth header")
        }
        result.metadata[WebhookKey.hmacHeader] = .string(header)
    }
}
