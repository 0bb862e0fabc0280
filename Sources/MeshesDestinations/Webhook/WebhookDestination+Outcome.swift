import MeshesModel
import NIOCore

extension WebhookDestination {
    /// Sizes above it are worth a remark: some receivers stop there.
    private static let advisedBodyBytes = 20 * 1024

    func outcome(of answer: OutboundAnswer, to request: OutboundRequest, _ webhook: PreparedWebhook, isTest: Bool) -> DeliveryOutcome {
        let rules = AnswerRules.of(answer.status)
        if rules.code == .delivered {
            let isLarge = request.body.readableBytes > Self.advisedBodyBytes
            return DeliveryOutcome(
                .delivered, "HTTP \(answer.status)" + (isLarge ? "; the body is above the advised 20 KiB" : ""),
                httpStatus: answer.status, requestID: answer.requestID
            )
        }
        var message = "HTTP \(answer.status)"
        if let remark = rules.remark { message += ": \(remark)" }
        if rules.code == .authFailed, !webhook.hasCredential { message += ": no credential is configured" }
        let wait = rules.isRetryable
            ? answer.header("retry-after").flatMap { RetryAfter.wait($0, date: answer.header("date"), now: time.now()) } : nil
        return DeliveryOutcome(
            rules.code, message, httpStatus: answer.status, retry: rules.retry, retryAfter: wait,
            pausesConnection: answer.status == 429 || (answer.status == 503 && wait != nil),
            verdict: answer.status == 410 && !isTest ? .switchOff(nil, detail: "endpoint answered 410 Gone") : .healthy,
            details: ResponseDetails(
                request: webhook.capture(request), response: ResponseCapture.response(answer, redaction: webhook.redaction)
            ),
            requestID: answer.requestID
        )
    }

    func outcome(of failure: OutboundFailure, to request: OutboundRequest, _ webhook: PreparedWebhook) -> DeliveryOutcome {
        let (code, message): (OutcomeCode, String) = switch failure {
        case .forbidden: (.rejectedClientError, "destination address not allowed")
        case .timeout(let phase): (.timeout, phase)
        case .network(let reason): (.networkError, reason)
        case .cancelled: (.internalError, "the attempt was cut short")
        }
        return DeliveryOutcome(code, message, details: ResponseDetails(request: webhook.capture(request), error: message))
    }
}

extension PreparedWebhook {
    /// What the history may show of a request: no value of an auth or custom header, no secret in the URL.
    func capture(_ request: OutboundRequest) -> ResponseDetails.Request {
        let shown = request.headers.map { name, value in
            (name, secretHeaders.contains(name.lowercased()) ? Redaction.mark : value)
        }
        return ResponseDetails.Request(
            method: request.method.rawValue,
            url: redaction.apply(to: URLRedaction.apply(to: url.text)),
            headers: Dictionary(shown, uniquingKeysWith: { first, _ in first })
        )
    }
}
