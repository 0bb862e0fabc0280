import MeshesModel

/// HubSpot's API, as far as calls and answers go.
enum HubSpotProfile {
    static func make(time: any TimeSource) -> ProviderProfile {
        ProviderProfile(
            type: .hubspot, name: "HubSpot", root: "https://api.hubapi.com", ownHost: "api.hubapi.com",
            pace: RequestPace(perSecond: 9, burst: 20), exception: { meaning(of: $0, now: time.now()) }, reason: reason,
            limit: limit, requestID: { $0["correlationId"]?.string.flatMap(OutboundAnswer.readableID) ?? $0.raw.requestID })
    }

    private static func meaning(of answer: ProviderAnswer, now: Timestamp) -> AnswerMeaning? {
        switch answer.status {
        case 401: return AnswerMeaning(.authFailed, verdict: .renewToken)
        case 403:
            guard answer["category"] == "MISSING_SCOPES" || answer["context"]?["missingScopes"] != nil else { return AnswerMeaning(.rejectedClientError) }
            return AnswerMeaning(
                .authFailed,
                verdict: .switchOff(.oauthReauthorizationRequired, detail: "HubSpot says that the sign-in lacks a permission (MISSING_SCOPES)."))
        case 423, 477: return AnswerMeaning(.rejectedServerError)
        case 429: return AnswerMeaning(.rateLimited, wait: answer.header("retry-after") == nil ? wait(answer, now) : nil)
        default: return nil
        }
    }

    /// Ten seconds for the limit that rolls, until midnight for that of the day.
    private static func wait(_ answer: ProviderAnswer, _ now: Timestamp) -> Duration {
        let day: Int64 = 86_400_000
        return answer["policyName"] == "DAILY" ? .milliseconds(day - now.milliseconds % day) : .seconds(10)
    }

    /// What is wrong with which properties; else HubSpot's own words.
    private static func reason(_ answer: ProviderAnswer) -> String? {
        let errors = (answer["errors"]?.array ?? []).compactMap { error -> String? in
            let name = error["context"]?["propertyName"]?.array?.first?.string ?? error["in"]?.string ?? error["name"]?.string
            guard let code = error["code"]?.string ?? error["error"]?.string else { return name }
            return name.map { "\($0) (\(code))" } ?? code
        }
        let category = answer["category"]?.string
        guard errors.isEmpty else { return (category.map { $0 + ": " } ?? "") + errors.joined(separator: ", ") }
        return answer["message"]?.string ?? category
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-hubspot-ratelimit-remaining").flatMap({ Int($0) }) == 0,
            let interval = answer.header("x-hubspot-ratelimit-interval-milliseconds").flatMap({ Int64($0) })
        else { return nil }
        return .init(emptyUntil: now + .milliseconds(interval))
    }
}
