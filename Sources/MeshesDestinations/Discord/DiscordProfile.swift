import MeshesModel

/// Discord's API v10, as far as calls and answers go. The operator's bot makes all calls, for all tenants.
enum DiscordProfile {
    /// - Parameter userAgent: this server's, from which Discord's own form is made; Discord turns away any other.
    static func make(_ userAgent: String) -> ProviderProfile {
        ProviderProfile(
            type: .discord, name: "Discord", root: "https://discord.com", ownHost: "discord.com", userAgent: agent(from: userAgent),
            // How much a channel takes is told by its headers alone; 50 calls a second are allowed altogether.
            pace: .generous, wholePace: RequestPace(perSecond: 40, burst: 40), exception: exception, reason: reason, limit: limit)
    }

    /// `DiscordBot (https://meshes.example.com, 1.0)` from `Meshes-Selfhost/1.0 (+https://meshes.example.com)`.
    static func agent(from userAgent: String) -> String {
        let match = userAgent.firstMatch(of: /\/(\S+)(?: \(\+(\S+)\))?/)
        return "DiscordBot (\(match?.2.map(String.init) ?? "http://localhost"), \(match.map { String($0.1) } ?? "1"))"
    }

    /// Codes that say something about one channel, or that the bot is not in the server any more.
    static func concernsPlace(_ answer: ProviderAnswer) -> Bool {
        switch (answer.status, answer["code"]?.integer) {
        case (403, 50001), (403, 50008), (403, 50013), (404, 10003), (404, 10004): true
        default: false
        }
    }

    private static let limits: Set<Int64> = [20016, 20028, 40062]

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        if answer.status == 429 || answer.status >= 400 && limits.contains(answer["code"]?.integer ?? 0) {
            return AnswerMeaning(.rateLimited, wait: wait(answer), backoff: .seconds(1)...(.seconds(600)))
        }
        return switch answer.status {
        // Not the tenant's fault: the bot is this server's.
        case 401: AnswerMeaning(.internalError, "Discord does not accept this server's bot token")
        case 400: AnswerMeaning(.validationFailed)
        default: nil
        }
    }

    /// More exact than the header, which is rounded.
    private static func wait(_ answer: ProviderAnswer) -> Duration? {
        answer["retry_after"]?.double.flatMap { $0.isFinite && $0 >= 0 ? ProviderWait.limited(.seconds(min($0, 86_400))) : nil }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        guard let code = answer["code"]?.integer else { return answer["message"]?.string }
        return "\(answer["message"]?.string ?? "error") (\(code))"
    }

    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        if answer.status == 429, answer["global"] == true || answer.header("x-ratelimit-global") == "true" {
            return .init(emptyUntil: now + (wait(answer) ?? .seconds(1)), isForWhole: true)
        }
        guard answer.header("x-ratelimit-remaining") == "0", let reset = ProviderWait.seconds("x-ratelimit-reset-after", of: answer) else { return nil }
        return .init(emptyUntil: now + reset)
    }
}
