import MeshesModel

/// What an answer means for a delivery. Connectors state where their provider differs from `standard`.
struct AnswerMeaning: Sendable {
    var code: OutcomeCode
    var retry: DeliveryOutcome.Retry
    /// Replaces what the answer's headers ask for.
    var wait: Duration?
    /// How long is waited when the headers ask for nothing: the lower bound, doubled with each attempt up to the upper one.
    var backoff: ClosedRange<Duration>?
    /// Said instead of the provider's own words.
    var message: String?
    var verdict: DeliveryOutcome.ConnectionVerdict

    init(
        _ code: OutcomeCode, _ message: String? = nil, retry: DeliveryOutcome.Retry = .byCode, wait: Duration? = nil,
        backoff: ClosedRange<Duration>? = nil, verdict: DeliveryOutcome.ConnectionVerdict = .healthy
    ) {
        self.code = code
        self.message = message
        self.retry = retry
        self.wait = wait
        self.backoff = backoff
        self.verdict = verdict
    }

    /// The table that holds unless a connector says otherwise.
    static func standard(_ answer: ProviderAnswer) -> AnswerMeaning {
        switch answer.status {
        case 200..<300:
            answer.isForeign ? AnswerMeaning(.rejectedServerError, "answer is not JSON") : AnswerMeaning(.delivered)
        case 300..<400: AnswerMeaning(.rejectedServerError, "unexpected redirect")
        case 400..<500: AnswerMeaning(refusals[answer.status] ?? .rejectedClientError)
        default: AnswerMeaning(.rejectedServerError)
        }
    }

    private static let refusals: [Int: OutcomeCode] = [
        400: .invalidRequest, 401: .authFailed, 404: .destinationNotFound, 405: .invalidRequest, 408: .destinationTimeout,
        409: .destinationConflict, 410: .destinationGone, 413: .payloadTooLarge, 415: .invalidRequest,
        422: .validationFailed, 429: .rateLimited,
    ]
}
