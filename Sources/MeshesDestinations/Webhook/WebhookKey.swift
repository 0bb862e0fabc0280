/// Members of a webhook connection's metadata.
enum WebhookKey {
    static let url = "url"
    static let method = "http_method"
    static let mode = "payload_mode"
    static let authScheme = "auth_scheme"
    static let username = "auth_username"
    static let password = "auth_password"
    static let token = "auth_token"
    static let authHeaderName = "auth_header_name"
    static let authHeaderValue = "auth_header_value"
    static let customHeaders = "custom_headers"
    static let hmacAlgorithm = "hmac_algorithm"
    static let hmacSecret = "hmac_secret"
    static let hmacHeader = "hmac_header"
    static let hmacEncoding = "hmac_encoding"
    static let hmacPrefix = "hmac_prefix"
    static let standard = "standard_webhooks"
    static let standardSecret = "standard_webhooks_secret"
    static let previousSecret = "standard_webhooks_previous_secret"
    /// Epoch milliseconds; set by the server only.
    static let previousExpiresAt = "standard_webhooks_previous_expires_at"
    /// A request to rotate; never stored.
    static let rotate = "standard_webhooks_rotate"
    static let timeout = "timeout_seconds"
    static let skipTest = "skip_url_test"
}

/// What is sent as the body.
enum PayloadMode: String, CaseIterable, Sendable {
    case wrapped, raw
}

/// How a request authenticates.
enum AuthScheme: String, CaseIterable, Sendable {
    case none, basic, bearer, header
}
