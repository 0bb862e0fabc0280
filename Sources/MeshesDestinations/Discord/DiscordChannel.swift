import MeshesModel
import Synchronization

/// What is known of a channel.
enum DiscordChannel: Hashable, Sendable {
    /// Text and announcement channels.
    static let kinds: Set<Int64> = [0, 5]

    case open(guild: String, kind: Int64)
    /// The bot may not use it; Discord's code.
    case closed(code: Int64)

    /// Nil for an answer that describes no channel of a server.
    init?(_ answer: ProviderAnswer) {
        guard let guild = answer["guild_id"]?.string, let kind = answer["type"]?.integer else { return nil }
        self = .open(guild: guild, kind: kind)
    }

    /// Why nothing may be sent there, as the end of a sentence; nil when it may.
    ///
    /// - Parameter guild: the server that the connection was made for.
    func problem(in guild: String) -> String? {
        switch self {
        case .open(guild, let kind): Self.kinds.contains(kind) ? nil : "takes no messages of this kind"
        case .open: "is not in the connected server"
        case .closed: "cannot be used by the bot"
        }
    }
}

/// Channels that were looked at in the last ten minutes. It spares calls, and above all refused ones: too many of those
/// would shut this server's address out of Discord.
final class DiscordChannels: Sendable {
    private static let lifetime: Duration = .seconds(600)
    private static let limit = 20_000

    private let entries = Mutex<[String: (channel: DiscordChannel, seenAt: Timestamp)]>([:])

    /// - Parameter guild: the server that asks. What one is refused says nothing of another.
    func find(_ id: String, for guild: String, at now: Timestamp) -> DiscordChannel? {
        entries.withLock { $0["\(guild) \(id)"] }.flatMap { now - $0.seenAt < Self.lifetime ? $0.channel : nil }
    }

    func remember(_ channel: DiscordChannel, as id: String, for guild: String, at now: Timestamp) {
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll() }
            entries["\(guild) \(id)"] = (channel, now)
        }
    }
}
