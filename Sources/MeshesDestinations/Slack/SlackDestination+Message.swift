import MeshesModel

extension SlackDestination {
    static let sendMessage = "send_message"
    /// Characters that Slack takes.
    private static let longestText = 40_000

    /// Slack knows no idempotency key: an attempt that got no answer may have posted the message, and the next one posts it
    /// again.
    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        guard job.action == Self.sendMessage else { throw .unknownAction(job.action) }
        let channel = try job.input("id")
        guard let text = Template(try job.input("template")).render(job.payloadValue, escaping: .slack, limit: Self.longestText)
        else { throw .mapping("the message is blank") }
        let session = session(grant, for: job, pacedBy: channel)
        let message = ProviderRequest.post(
            "/api/chat.postMessage",
            .json([
                "channel": .string(channel), "text": .string(text), "unfurl_links": false, "unfurl_media": false,
            ]), headers: [("Content-Type", "application/json; charset=utf-8")])
        guard grant.scopes.contains("channels:join") else { return session.posted(try await session.send(message)) }
        let first = try await session.exchange(message)
        guard first["error"] == "not_in_channel" else { return session.posted(try session.accept(first)) }
        _ = try await session.send(.post("/api/conversations.join", .form([("channel", channel)])))
        return session.posted(try await session.send(message))
    }
}

extension ProviderSession {
    /// Keeps Slack's id of a message, which is the moment it was posted.
    fileprivate func posted(_ answer: ProviderAnswer) -> DeliveryOutcome {
        delivered(answer, answer["ts"]?.string.map { "message \($0)" })
    }
}
