import MeshesModel

/// A channel's id comes from a rule, and the bot can reach every tenant's servers.
extension DiscordDestination {
    /// - Throws: 400 for a channel of which Discord says that it is not the connection's, or takes no messages.
    func check(ruleMetadata: JSONObject, for settings: ConnectionSettings) async throws(MeshesError) {
        guard let id = ruleMetadata["id"]?.string, let guild = settings.metadata["guild_id"]?.string,
            let session = try? session(.delivery, pacedBy: "channel \(id)"),
            let answer = try? await session.exchange(.get("/api/v10/channels/\(id)"))
        else { return }
        if answer.status == 404, DiscordProfile.concernsPlace(answer) { throw .badRequest("metadata.id", "does not exist at Discord") }
        guard answer.isSuccess, let channel = DiscordChannel(answer), let problem = channel.problem(in: guild) else { return }
        throw .badRequest("metadata.id", problem)
    }

    /// Asked before each send, at most every ten minutes.
    ///
    /// - Throws: unless the channel takes messages and belongs to the server.
    func admit(_ id: String, in guild: String) async throws(AttemptEnd) {
        let now = gateway.time.now()
        let known = channels.find(id, for: guild, at: now)
        if case .closed(let code)? = known {
            throw Self.refusal("the bot could not use this channel less than ten minutes ago (\(code)); nothing was sent")
        }
        let channel = if let known { known } else { try await look(at: id, in: guild, now) }
        guard let problem = channel.problem(in: guild) else { return }
        throw Self.refusal("the channel " + problem)
    }

    private func look(at id: String, in guild: String, _ now: Timestamp) async throws(AttemptEnd) -> DiscordChannel {
        let session = try session(.delivery, pacedBy: "channel \(id)")
        let answer = try await session.exchange(.get("/api/v10/channels/\(id)"))
        guard !DiscordProfile.concernsPlace(answer) else { throw try await closed(id, in: guild, answer, session) }
        guard let channel = DiscordChannel(try session.accept(answer)) else {
            throw AttemptEnd(session.outcome(AnswerMeaning(.rejectedServerError, "the answer is no channel"), of: answer))
        }
        channels.remember(channel, as: id, for: guild, at: now)
        return channel
    }

    private static func refusal(_ message: String) -> AttemptEnd {
        AttemptEnd(DeliveryOutcome(.rejectedClientError, message, details: ResponseDetails(error: message)))
    }

    /// What a refusal about a channel comes to: either the bot is gone from the server, or it is about this channel alone.
    func closed(
        _ channel: String, in guild: String, _ answer: ProviderAnswer, _ session: ProviderSession
    ) async throws(AttemptEnd) -> AttemptEnd {
        let probe = try await self.session(.delivery, pacedBy: "guild \(guild)").exchange(.get("/api/v10/guilds/\(guild)"))
        if DiscordProfile.concernsPlace(probe) {
            let detail = "The bot was removed from the Discord server."
            return AttemptEnd(
                session.outcome(AnswerMeaning(.authFailed, verdict: .switchOff(.oauthAuthorizationRevoked, detail: detail)), of: answer))
        }
        let code = answer["code"]?.integer ?? 0
        channels.remember(.closed(code: code), as: channel, for: guild, at: gateway.time.now())
        let hint = switch code {
        case 50001: "the bot may not see the channel (View Channel)"
        case 50013: "the bot lacks a permission there (Send Messages, Embed Links)"
        case 50008: "the channel is no text channel"
        default: "the channel does not exist"
        }
        return AttemptEnd(session.outcome(AnswerMeaning(.rejectedClientError, "\(hint) (\(code))"), of: answer))
    }
}
