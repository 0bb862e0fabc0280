/// The result of one attempt. The raw number is the store's, the name the API's.
public enum OutcomeCode: Int, Hashable, Sendable, CaseIterable {
    case delivered = 0
    case rejectedClientError, rejectedServerError, rateLimited, authFailed, timeout, networkError, mappingError, internalError
    case invalidRequest, validationFailed, destinationNotFound, destinationConflict, destinationGone, destinationTimeout
    case payloadTooLarge

    /// `rejected_client_error` and so on, as in the API.
    public var name: String { Self.names[rawValue] }

    /// The coarse code that a finer one behaves like (webhook.md 3.6).
    public var base: OutcomeCode {
        switch self {
        case .invalidRequest, .validationFailed, .destinationNotFound, .destinationConflict, .destinationGone, .payloadTooLarge:
            .rejectedClientError
        case .destinationTimeout: .timeout
        default: self
        }
    }

    private static let names: [String] = [
        "delivered", "rejected_client_error", "rejected_server_error", "rate_limited", "auth_failed", "timeout",
        "network_error", "mapping_error", "internal_error", "invalid_request", "validation_failed",
        "destination_not_found", "destination_conflict", "destination_gone", "destination_timeout", "payload_too_large",
    ]
}
