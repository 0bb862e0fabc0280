import MeshesModel

/// SendGrid's Web API v3, as far as calls and answers go. What a 401 or 403 is about stands in its text alone.
enum SendGridProfile {
    /// How long is waited when the plan is used up, and when SendGrid lets nobody through after too many bad calls.
    static let creditWait: Duration = .seconds(3600)
    static let blockWait: Duration = .seconds(900)

    static func make(_ time: any TimeSource) -> ProviderProfile {
        ProviderProfile(
            type: .sendgrid, name: "SendGrid", root: "https://api.sendgrid.com", ownHost: "api.sendgrid.com",
            pace: RequestPace(perSecond: 50, burst: 50), listPace: RequestPace(perSecond: 5, burst: 5), exception: { exception($0, time.now()) }, reason: reason, limit: limit,
            requestID: { $0.header("x-message-id") ?? $0.raw.requestID })
    }

    static func isOutOfCredits(_ answer: ProviderAnswer) -> Bool { says("maximum credits exceeded", answer) }

    /// A refusal about the address of one rule.
    static func refusesSender(_ answer: ProviderAnswer) -> Bool { answer.status == 403 && says("sender identity", answer) }

    /// Whether the key may not send at all.
    static func lacksScope(_ answer: ProviderAnswer) -> Bool { answer.status == 403 && says("access forbidden", answer) }

    private static func says(_ text: String, _ answer: ProviderAnswer) -> Bool {
        answer["errors"]?.array?.contains { $0["message"]?.string?.lowercased().contains(text) == true } == true
    }

    private static func exception(_ answer: ProviderAnswer, _ now: Timestamp) -> AnswerMeaning? {
        switch answer.status {
        case 401 where isOutOfCredits(answer), 403 where isOutOfCredits(answer):
            AnswerMeaning(.rateLimited, "the credits of the SendGrid account are used up", wait: creditWait)
        case 403 where lacksScope(answer): AnswerMeaning(.authFailed)
        case 400: AnswerMeaning(.validationFailed)
        case 404, 406: AnswerMeaning(.invalidRequest)
        case 429:
            AnswerMeaning(
                .rateLimited, wait: answer.header("retry-after") == nil ? untilReset(answer, now) : nil, backoff: .seconds(10)...(.seconds(3600)))
        default: nil
        }
    }

    /// The end of the window, which is told as seconds since 1970; between 1 s and 1 h.
    private static func untilReset(_ answer: ProviderAnswer, _ now: Timestamp) -> Duration? {
        guard let reset = answer.header("x-ratelimit-reset").flatMap({ Int64($0) }), (0..<1 << 40).contains(reset) else { return nil }
        return min(max(Timestamp(milliseconds: reset * 1000) - now, .seconds(1)), .seconds(3600))
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-ratelimit-remaining").flatMap({ Int($0) }) == 0, let wait = untilReset(answer, now) else { return nil }
        return .init(emptyUntil: now + wait)
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        guard let error = answer["errors"]?.array?.first, let text = error["message"]?.string else { return nil }
        return (error["field"]?.string).map { "\($0): \(text)" } ?? text
    }
}
