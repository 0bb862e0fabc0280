import MeshesModel

extension WebhookSettingsReader {
    /// Reads the scheme and what belongs to it. Credentials of another scheme are not kept: nothing uses them.
    mutating func readAuthentication() {
        guard let name = choice(WebhookKey.authScheme, of: AuthScheme.allCases.map(\.rawValue)) else { return }
        result.metadata[WebhookKey.authScheme] = .string(name)
        switch AuthScheme(rawValue: name) {
        case .basic: readBasic()
        case .bearer:
            keepSecret(WebhookKey.token, required: true, fold: Self.withoutScheme) { token in
                (1...4096).contains(token.utf8.count) && token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    ? nil : "must have 1 to 4096 visible ASCII characters without a space"
            }
        case .header: readAuthHeader()
        case .some(.none), nil: break
        }
    }

    private mutating func readBasic() {
        if let user = text(WebhookKey.username) {
            if user.utf8.count > 256 || user.contains(":") || Self.hasControl(user) {
                fail(WebhookKey.username, "must have at most 256 bytes, without a colon or control characters")
            }
            result.metadata[WebhookKey.username] = .string(user)
        } else if !fails(WebhookKey.username) {
            fail(WebhookKey.username, "is required")
        }
        keepSecret(WebhookKey.password, required: false) { password in
            password.utf8.count > 1024 || Self.hasControl(password) ? "must have at most 1024 bytes, without control characters" : nil
        }
    }

    private mutating func readAuthHeader() {
        if let name = text(WebhookKey.authHeaderName) {
            if let problem = HeaderRules.problem(withName: name, allowing: "authorization") { fail(WebhookKey.authHeaderName, problem) }
            result.metadata[WebhookKey.authHeaderName] = .string(name)
        } else if !fails(WebhookKey.authHeaderName) {
            fail(WebhookKey.authHeaderName, "is required")
        }
        keepSecret(WebhookKey.authHeaderValue, required: true, problem: HeaderRules.problem(withValue:))
    }

    /// People paste the whole header value.
    private static func withoutScheme(_ token: String) -> String {
        token.prefix(7).equalsIgnoringCase("Bearer ") ? String(token.dropFirst(7)) : token
    }

    private static func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}
