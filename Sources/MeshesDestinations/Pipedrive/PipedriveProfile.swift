import MeshesModel

/// Pipedrive's API, as far as calls and answers go.
enum PipedriveProfile {
    /// Searches have a limit of their own, which is lower.
    static let searches = "search"

    static let profile = ProviderProfile(
        type: .pipedrive, name: "Pipedrive", root: "https://api.pipedrive.com", ownHost: ".pipedrive.com",
        pace: RequestPace(perSecond: 4, burst: 8), exception: meaning, reason: reason, limit: limit)

    /// Searching alone.
    static var search: ProviderProfile {
        var search = profile
        search.pace = RequestPace(perSecond: 2, burst: 4)
        return search
    }

    private static func meaning(of answer: ProviderAnswer) -> AnswerMeaning? {
        switch answer.status {
        case 200..<300:
            return answer.isForeign || answer["success"]?.bool == true ? nil : AnswerMeaning(.rejectedServerError, "the answer is not Pipedrive's")
        case 401: return AnswerMeaning(.authFailed, verdict: .renewToken)
        // The page of a proxy that blocks callers who did not heed the limit.
        case 403 where answer.isForeign: return AnswerMeaning(.rateLimited, "blocked for too many calls", wait: .seconds(600))
        case 403:
            guard isAboutScope(answer) else { return AnswerMeaning(.rejectedClientError) }
            return AnswerMeaning(
                .authFailed,
                verdict: .switchOff(.oauthReauthorizationRequired, detail: "Pipedrive says that the sign-in lacks a permission."))
        case 429: return AnswerMeaning(.rateLimited, wait: answer.header("retry-after") == nil ? ProviderWait.seconds("x-ratelimit-reset", of: answer) : nil, backoff: .seconds(2)...(.seconds(8)))
        default: return nil
        }
    }

    private static func isAboutScope(_ answer: ProviderAnswer) -> Bool {
        answer["code"]?.string?.hasPrefix("feature_capping") != true
            && [answer["error"], answer["error_info"]].contains { $0?.string?.lowercased().contains("scope") == true }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? { answer["error"]?.string ?? answer["error_info"]?.string }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-ratelimit-remaining").flatMap({ Int($0) }) == 0,
            let wait = ProviderWait.seconds("x-ratelimit-reset", of: answer)
        else { return nil }
        return .init(emptyUntil: now + wait)
    }
}
