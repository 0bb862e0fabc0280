import MeshesModel

/// Zoom's API, as far as calls and answers go.
enum ZoomProfile {
    static func make(time: any TimeSource) -> ProviderProfile {
        ProviderProfile(
            type: .zoom, name: "Zoom", root: "https://api.zoom.us", ownHost: ".zoom.us", pace: RequestPace(perSecond: 5, burst: 5),
            exception: { meaning(of: $0, now: time.now()) }, reason: reason, limit: limit)
    }

    /// Zoom's own code of an error. It comes second to the status.
    static func code(_ answer: ProviderAnswer) -> Int64? { answer["code"]?.integer }

    /// Whether an address was sent too often for one meeting today.
    static func isRegistrantLimit(_ answer: ProviderAnswer) -> Bool {
        guard answer.status == 429, let message = answer["message"]?.string?.lowercased() else { return false }
        return message.contains("daily rate limit") && message.contains("registrant")
    }

    private static func meaning(of answer: ProviderAnswer, now: Timestamp) -> AnswerMeaning? {
        switch answer.status {
        case 400 where code(answer) == 4711, 401 where code(answer) == 4711:
            return AnswerMeaning(
                .authFailed,
                verdict: .switchOff(.oauthReauthorizationRequired, detail: "Zoom says that the sign-in lacks a permission (4711)."))
        case 401: return AnswerMeaning(.authFailed, verdict: .renewToken)
        case 403: return AnswerMeaning(.rejectedClientError)
        case 429:
            let reset = answer.header("retry-after") == nil ? self.reset(answer) : nil
            return AnswerMeaning(.rateLimited, wait: reset.map { ProviderWait.limited($0 - now) }, backoff: .seconds(2)...(.seconds(2)))
        default: return nil
        }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        let errors = (answer["errors"]?.array ?? []).compactMap { error -> String? in
            let parts = [error["field"]?.string, error["message"]?.string].compactMap(\.self)
            return parts.isEmpty ? nil : parts.joined(separator: ": ")
        }
        let said = errors.isEmpty ? answer["message"]?.string : errors.joined(separator: "; ")
        let all = [code(answer).map(String.init), said].compactMap(\.self)
        return all.isEmpty ? nil : all.joined(separator: ": ")
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-ratelimit-remaining").flatMap({ Int($0) }) == 0, let reset = reset(answer), reset > now else { return nil }
        return .init(emptyUntil: min(reset, now + .seconds(60)))
    }

    private static func reset(_ answer: ProviderAnswer) -> Timestamp? {
        answer.header("x-ratelimit-reset").flatMap { Int64($0) }.map { Timestamp(milliseconds: $0 * 1000) }
    }
}
