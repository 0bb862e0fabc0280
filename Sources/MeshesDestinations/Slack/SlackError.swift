import MeshesModel

/// Slack answers 200 to nearly everything and says in `error` what went wrong (slack.md 1 and 3).
enum SlackError {
    /// Nil for an answer that means what its status says.
    static func meaning(_ answer: ProviderAnswer) -> AnswerMeaning? {
        guard answer.isSuccess, let ok = answer["ok"]?.bool else {
            return answer.status == 401 ? AnswerMeaning(.authFailed, verdict: .renewToken) : unreadable(answer)
        }
        if ok { return nil }
        let code = answer["error"]?.string ?? ""
        switch code {
        case "token_expired": return AnswerMeaning(.authFailed, verdict: .renewToken)
        case let code where end(code) != nil:
            return AnswerMeaning(
                .authFailed, verdict: .switchOff(end(code), detail: "Slack refused the sign-in (\(code))."))
        case "ratelimited", "rate_limited": return AnswerMeaning(.rateLimited)
        case let code where faults.contains(code): return AnswerMeaning(.rejectedServerError)
        case "not_in_channel": return AnswerMeaning(.rejectedClientError, "not_in_channel: invite the app to the channel")
        default: return AnswerMeaning(.rejectedClientError)
        }
    }

    /// Why the sign-in is over, for codes that say so.
    static func end(_ code: String) -> InactiveReason? { ends[code] }

    /// Codes of a fault on Slack's side.
    static let faults: Set<String> = [
        "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited",
    ]

    private static let ends: [String: InactiveReason] = [
        "token_revoked": .oauthAuthorizationRevoked, "account_inactive": .oauthAuthorizationRevoked,
        "invalid_auth": .authenticationInvalid, "not_authed": .authenticationInvalid,
        "missing_scope": .oauthReauthorizationRequired, "no_permission": .oauthReauthorizationRequired,
        "org_login_required": .oauthReauthorizationRequired, "team_access_not_granted": .oauthReauthorizationRequired,
    ]

    /// A success without `ok` did not come from Slack.
    private static func unreadable(_ answer: ProviderAnswer) -> AnswerMeaning? {
        answer.isSuccess ? AnswerMeaning(.rejectedServerError, "answer is not Slack's") : nil
    }
}
