import MeshesModel

/// Intercom's API, as far as calls and answers go.
enum IntercomProfile {
    static func make(time: any TimeSource) -> ProviderProfile {
        ProviderProfile(
            type: .intercom, name: "Intercom", root: "https://api.intercom.io", ownHost: ["api.intercom.io", ".intercom.io"],
            headers: [("Intercom-Version", "2.15")], pace: RequestPace(perSecond: 10, burst: 100),
            exception: { meaning(of: $0, now: time.now()) }, reason: reason, limit: limit)
    }

    /// The code of the first error.
    static func code(_ answer: ProviderAnswer) -> String? { answer["errors"]?.array?.first?["code"]?.string }
    static func message(_ answer: ProviderAnswer) -> String? { answer["errors"]?.array?.first?["message"]?.string }

    private static func meaning(of answer: ProviderAnswer, now: Timestamp) -> AnswerMeaning? {
        guard answer.status == 429 else { return nil }
        let reset = answer.header("retry-after") == nil ? self.reset(answer) : nil
        return AnswerMeaning(.rateLimited, wait: reset.map { min(ProviderWait.limited($0 - now), .seconds(60)) })
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        let said = [code(answer), message(answer)].compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: ": ")
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-ratelimit-remaining").flatMap({ Int($0) }) == 0, let reset = reset(answer), reset > now else { return nil }
        return .init(emptyUntil: min(reset, now + .seconds(60)))
    }

    /// When the present window ends.
    private static func reset(_ answer: ProviderAnswer) -> Timestamp? {
        answer.header("x-ratelimit-reset").flatMap { Int64($0) }.map { Timestamp(milliseconds: $0 * 1000) }
    }
}
