import Crypto
import Foundation
import MeshesModel

extension DiscordDestination {
    // Discord takes 256 and 4096 characters and counts them in its own way: a reserve of one in twenty.
    private static let longestTitle = 243
    private static let longestBody = 3891

    func embed(_ job: DeliveryJob) throws(AttemptEnd) -> JSONValue {
        let payload = job.payloadValue
        guard let title = Template(try job.input("title")).render(payload, oneLine: true, limit: Self.longestTitle) else { throw .mapping("the title is blank") }
        guard let body = Template(try job.input("template")).render(payload, limit: Self.longestBody) else { throw .mapping("the message is blank") }
        return ["title": .string(title), "description": .string(body)]
    }

    /// A channel's id comes from a rule, and the bot can reach every tenant's servers: nothing is sent before Discord has said
    /// that the channel belongs to the connection's own.
    func post(
        _ embed: JSONValue, to channel: String, in guild: String, _ job: DeliveryJob
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        if !gateway.isRehearsal { try await admit(channel, in: guild) }
        let message: JSONObject = [
            "embeds": [embed], "allowed_mentions": ["parse": []], "nonce": .string(Self.nonce(job)), "enforce_nonce": true,
        ]
        let session = try session(.delivery, pacedBy: "messages \(channel)")
        let answer = try await session.exchange(.post("/api/v10/channels/\(channel)/messages", .json(message)))
        guard !DiscordProfile.concernsPlace(answer) else { throw try await closed(channel, in: guild, answer, session) }
        let accepted = try session.accept(answer)
        return session.delivered(accepted, accepted["id"]?.string.map { "message \($0)" })
    }

    /// The same in all attempts: for some minutes Discord answers a repetition with the first message.
    private static func nonce(_ job: DeliveryJob) -> String {
        let digest = Data(SHA256.hash(data: Data(job.delivery.description.utf8))).base64EncodedString()
        return String(digest.replacing("+", with: "-").replacing("/", with: "_").prefix(25))
    }
}
