import MeshesModel

/// ActiveCampaign's API v3, as far as calls and answers go.
enum ActiveCampaignProfile {
    static let profile = ProviderProfile(
        type: .activecampaign, name: "ActiveCampaign", root: "https://api.activecampaign.com", ownHost: "api.activecampaign.com",
        // Five a second are allowed to all tools of an account together.
        pace: RequestPace(perSecond: 4, burst: 4), exception: exception, reason: reason, limit: limit)

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        switch answer.status {
        case 404 where answer.isForeign: AnswerMeaning(.rejectedServerError, "no API of ActiveCampaign answers there; check the API URL")
        case 200..<300 where answer.isForeign: AnswerMeaning(.rejectedServerError, "the answer is not JSON; check the API URL")
        case 429: AnswerMeaning(.rateLimited, backoff: .seconds(1)...(.seconds(300)))
        default: nil
        }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        guard let error = answer["errors"]?.array?.first, let title = error["title"]?.string else { return answer["message"]?.string }
        return title + (error["source"]?["pointer"]?.string.map { " (\($0))" } ?? "")
    }

    /// The limit counts by the second. A fifth of it is left to the account's other tools.
    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        let limit = answer.header("ratelimit-limit").flatMap { Int($0) }.flatMap { $0 > 0 ? max($0 * 4 / 5, 1) : nil }
        let isEmpty = answer.header("ratelimit-remaining").flatMap { Int($0) } == 0
        guard limit != nil || isEmpty else { return nil }
        return .init(
            pace: limit.map { RequestPace(perSecond: Double($0), burst: $0) }, emptyUntil: isEmpty ? now + .seconds(1) : nil)
    }
}
