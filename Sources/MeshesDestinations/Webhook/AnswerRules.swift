import MeshesModel

/// What an HTTP status means for a delivery (webhook.md 3.6).
struct AnswerRules {
    let code: OutcomeCode
    let retry: DeliveryOutcome.Retry
    /// Said after the status; nil when the status says enough.
    let remark: String?

    private init(_ code: OutcomeCode, _ retry: DeliveryOutcome.Retry = .byCode, _ remark: String? = nil) {
        self.code = code
        self.retry = retry
        self.remark = remark
    }

    /// Whether a wait that the answer asks for is honoured.
    var isRetryable: Bool {
        switch code.base {
        case .timeout, .networkError, .rateLimited, .rejectedServerError, .internalError: true
        default: retry != .byCode
        }
    }

    static func of(_ status: Int) -> AnswerRules {
        if let exact = exact[status] { return exact }
        return switch status {
        case 200..<300: AnswerRules(.delivered)
        case 300..<400: AnswerRules(.rejectedClientError, .byCode, "redirect not followed")
        case 400..<500: AnswerRules(.invalidRequest)
        case 500..<600: AnswerRules(.rejectedServerError)
        default: AnswerRules(.networkError, .byCode, "not a final HTTP status")
        }
    }

    private static let exact: [Int: AnswerRules] = [
        401: AnswerRules(.authFailed),
        403: AnswerRules(.authFailed),
        // Receivers answer 404 for the minute in which they are deployed.
        404: AnswerRules(.destinationNotFound, .atMost(2)),
        407: AnswerRules(.rejectedClientError),
        408: AnswerRules(.destinationTimeout),
        409: AnswerRules(.destinationConflict),
        410: AnswerRules(.destinationGone, .byCode, "endpoint is gone"),
        413: AnswerRules(.payloadTooLarge),
        421: AnswerRules(.rejectedClientError, .always),
        422: AnswerRules(.validationFailed),
        425: AnswerRules(.rejectedClientError, .always),
        429: AnswerRules(.rateLimited),
        504: AnswerRules(.destinationTimeout),
    ]
}
