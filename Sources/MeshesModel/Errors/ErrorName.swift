/// The stable codes of `error.name` (api.md 6 lists them). People and logs read them; clients branch on the status.
public enum ErrorName: String, Sendable, CaseIterable, Codable {
    case badRequest = "BadRequest"
    case unauthorized = "Unauthorized"
    case staleToken = "StaleToken"
    case forbidden = "Forbidden"
    case scopeRequired = "ScopeRequired"
    case notFound = "NotFound"
    case payloadExpired = "PayloadExpired"
    case methodNotAllowed = "MethodNotAllowed"
    case conflict = "Conflict"
    case nameTaken = "NameTaken"
    case rulesExist = "RulesExist"
    case versionMismatch = "VersionMismatch"
    case idempotencyMismatch = "IdempotencyMismatch"
    case sessionRevoked = "SessionRevoked"
    case sessionExpired = "SessionExpired"
    case payloadTooLarge = "PayloadTooLarge"
    case unprocessableEntity = "UnprocessableEntity"
    case connectionInactive = "ConnectionInactive"
    case providerRefused = "ProviderRefused"
    case connectionTestFailed = "ConnectionTestFailed"
    case tooEarly = "TooEarly"
    case tooManyRequests = "TooManyRequests"
    case quotaExceeded = "QuotaExceeded"
    case internalError = "InternalError"
    case serviceUnavailable = "ServiceUnavailable"

    /// The HTTP status of the answer.
    public var status: Int {
        switch self {
        case .badRequest: 400
        case .unauthorized, .staleToken: 401
        case .forbidden, .scopeRequired: 403
        case .notFound, .payloadExpired: 404
        case .methodNotAllowed: 405
        case .conflict, .nameTaken, .rulesExist, .versionMismatch, .idempotencyMismatch, .sessionRevoked, .sessionExpired: 409
        case .payloadTooLarge: 413
        case .unprocessableEntity, .connectionInactive, .providerRefused, .connectionTestFailed: 422
        case .tooEarly: 425
        case .tooManyRequests, .quotaExceeded: 429
        case .internalError: 500
        case .serviceUnavailable: 503
        }
    }
}
