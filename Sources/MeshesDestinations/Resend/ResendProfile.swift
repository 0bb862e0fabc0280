import MeshesModel

/// Resend's API, as far as calls and answers go. Errors are `{statusCode, name, message}`; the name counts before the status.
enum ResendProfile {
    static let profile = ProviderProfile(
        type: .resend, name: "Resend", root: "https://api.resend.com", ownHost: "api.resend.com",
        pace: RequestPace(perSecond: 2, burst: 2), exception: exception, reason: reason, limit: limit)

    /// How long a used-up quota is waited for the first time, and then every time.
    static let quotaWait: Duration = .seconds(3600)
    static let longQuotaWait: Duration = .seconds(6 * 3600)

    /// The statuses with which a dead key is refused have changed over time, the words have not.
    static func refusesKey(_ answer: ProviderAnswer) -> Bool {
        let name = answer["name"]?.string
        if answer.status == 401 && name == "missing_api_key" || answer.status == 403 && name == "suspended_api_key" { return true }
        return [400, 401, 403].contains(answer.status)
            && answer["message"]?.string?.lowercased().contains("api key is invalid") == true
    }

    /// A key that works, but for sending e-mail alone.
    static func isSendingOnly(_ answer: ProviderAnswer) -> Bool {
        answer.status == 401 && answer["name"]?.string == "restricted_api_key"
    }

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        if refusesKey(answer) { return AnswerMeaning(.authFailed) }
        if isSendingOnly(answer) { return AnswerMeaning(.rejectedClientError, "this key may only send e-mail") }
        switch answer["name"]?.string {
        case "concurrent_idempotent_requests", "resource_locked": return AnswerMeaning(.destinationConflict, retry: .always, wait: .seconds(5))
        case "invalid_idempotent_request":
            return AnswerMeaning(.destinationConflict, "an earlier attempt with other content reached Resend")
        case "daily_quota_exceeded": return AnswerMeaning(.rateLimited, "the daily quota of the Resend account is used up", wait: quotaWait)
        case "monthly_quota_exceeded":
            return AnswerMeaning(.rateLimited, "the monthly quota of the Resend account is used up", wait: quotaWait)
        default:
            guard answer.status == 429, answer.header("retry-after") == nil else { return nil }
            return AnswerMeaning(.rateLimited, wait: ProviderWait.seconds("ratelimit-reset", of: answer) ?? .seconds(1))
        }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        let parts = [answer["name"]?.string, answer["message"]?.string].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard let limit = answer.header("ratelimit-limit").flatMap({ Int($0) }), limit > 0 else { return nil }
        let isEmpty = answer.header("ratelimit-remaining").flatMap { Int($0) } == 0
        let reset = isEmpty ? ProviderWait.seconds("ratelimit-reset", of: answer) : nil
        return .init(
            pace: RequestPace(perSecond: Double(limit) / window(answer), burst: limit), emptyUntil: reset.map { now + $0 })
    }

    /// The window of a policy such as `2;w=1`, in seconds.
    private static func window(_ answer: ProviderAnswer) -> Double {
        let parts = answer.header("ratelimit-policy")?.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) } ?? []
        let width = parts.first { $0.hasPrefix("w=") }.flatMap { Double($0.dropFirst(2)) }
        return max(width ?? 1, 1)
    }
}
