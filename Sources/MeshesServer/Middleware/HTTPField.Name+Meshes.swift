import HTTPTypes

extension HTTPField.Name {
    static let publishableKey = named("X-Meshes-Publishable-Key")
    static let requestID = named("X-Request-Id")
    static let idempotencyKey = named("Idempotency-Key")
    static let rateLimitLimit = named("X-RateLimit-Limit")
    static let rateLimitRemaining = named("X-RateLimit-Remaining")
    static let rateLimitReset = named("X-RateLimit-Reset")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let purpose = named("Purpose")
    static let secFetchDest = named("Sec-Fetch-Dest")
    static let deprecation = named("Deprecation")
    static let warning = named("Warning")
    static let contentTypeOptions = named("X-Content-Type-Options")

    /// Names written in this file are valid tokens, so none is ever refused.
    private static func named(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("not a field name: \(text)") }
        return name
    }
}
