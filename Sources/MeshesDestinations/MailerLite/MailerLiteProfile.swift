import MeshesModel

/// MailerLite's new API, as far as calls and answers go.
enum MailerLiteProfile {
    static let profile = ProviderProfile(
        type: .mailerlite, name: "MailerLite", root: "https://connect.mailerlite.com/api", ownHost: "connect.mailerlite.com",
        // The behaviour of the API on this day is what the connector was written for.
        headers: [("X-Version", "2026-09-01")],
        pace: RequestPace(perSecond: 100.0 / 60, burst: 10), reason: reason, limit: limit)

    /// The first text of the first key of `errors`, with the key in front; else the message.
    private static func reason(_ answer: ProviderAnswer) -> String? {
        if let (key, texts) = answer["errors"]?.object?.elements.first, let text = texts.array?.first?.string ?? texts.string {
            return "\(key): \(text)"
        }
        return answer["message"]?.string
    }

    /// The limit counts by the minute; once nothing is left, the next one has to begin.
    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard answer.header("x-ratelimit-remaining").flatMap({ Int($0) }) == 0 else { return nil }
        return .init(emptyUntil: now + .milliseconds(60_000 - now.milliseconds % 60_000))
    }
}
