import MeshesModel

extension ProviderSession {
    static let cutShort = DeliveryOutcome(.internalError, "the attempt was cut short")

    /// The outcome that an answer stands for.
    func outcome(_ meaning: AnswerMeaning, of answer: ProviderAnswer) -> DeliveryOutcome {
        let wait = meaning.wait ?? ProviderWait.asked(by: answer, now: gateway.time.now()) ?? meaning.backoff.map {
            ProviderWait.doubling(from: $0.lowerBound, upTo: $0.upperBound, attempt: attempt)
        }
        let isLimit = meaning.code == .rateLimited
        return DeliveryOutcome(
            meaning.code, message(meaning, answer), httpStatus: answer.status, retry: meaning.retry,
            retryAfter: wait, pausesConnection: isLimit || (answer.status == 503 && wait != nil), verdict: meaning.verdict,
            details: ResponseDetails(
                request: capture(answer.request), response: ResponseCapture.response(answer.raw, redaction: redaction)),
            requestID: profile.requestID(answer))
    }

    /// The outcome of a call that got no answer.
    func outcome(_ failure: OutboundFailure, of request: OutboundRequest) -> DeliveryOutcome {
        let (code, message): (OutcomeCode, String) = switch failure {
        case .forbidden: (.internalError, "this server may not call \(profile.name)")
        case .timeout(let phase): (.timeout, phase)
        case .network(let reason): (.networkError, reason)
        case .cancelled: (.internalError, Self.cutShort.message)
        }
        return DeliveryOutcome(code, message, details: ResponseDetails(request: capture(request), error: message))
    }

    private func message(_ meaning: AnswerMeaning, _ answer: ProviderAnswer) -> String {
        let said = meaning.message ?? profile.reason(answer)
        let text = "HTTP \(answer.status)" + (said.map { ": \($0)" } ?? "")
        return OutcomeMessage.line(redaction.apply(to: text))
    }

    /// What the history may show of a request.
    func capture(_ request: OutboundRequest) -> ResponseDetails.Request {
        let shown = request.headers.map { name, value in
            (name, name == credential.header ? Redaction.mark : redaction.apply(to: value))
        }
        return ResponseDetails.Request(
            method: request.method.rawValue, url: redaction.apply(to: URLRedaction.apply(to: request.url.text)),
            headers: Dictionary(shown, uniquingKeysWith: { first, _ in first }))
    }
}
