import MeshesModel

/// The type `discord`: posts embeds to channels of one Discord server, through the operator's bot.
struct DiscordDestination: SignInDestination {
    static let permissions = 19_456

    let integration: Integration
    let api: ProviderProfile
    let concurrency = 5
    let client: OAuthClient
    let channels = DiscordChannels()
    /// The bot's token opens every server that any tenant has added the bot to.
    let bot: Secret?
    /// Whether the bot leaves a server when the last connection to it is deleted.
    let leavesServers: Bool
    var gateway: ProviderGateway

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration, leavesServers: Bool = false) {
        self.gateway = gateway
        self.leavesServers = leavesServers
        api = DiscordProfile.make(gateway.userAgent)
        bot = configuration.app?.botToken
        var configuration = configuration
        // Without its bot an app can be signed in to and do nothing.
        if bot == nil { configuration.app = nil }
        client = OAuthClient("Discord", authorize: "https://discord.com", token: "https://discord.com", configuration, gateway)
        integration = DiscordIntegration.description(available: configuration.app != nil)
    }

    /// The calls of the bot.
    ///
    /// - Parameter part: of Discord, for which limits count on their own.
    func session(_ limits: ProviderSession.Limits, pacedBy part: String) throws(AttemptEnd) -> ProviderSession {
        guard let bot else { throw AttemptEnd(DeliveryOutcome(.internalError, "This server has no bot token for Discord.")) }
        return ProviderSession(
            api, gateway, .token("Bot", bot), limits: limits, hiding: [client.app?.clientSecret].compactMap(\.self), pacedBy: part)
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { [] }

    /// Channels that take messages, as Discord sorts them.
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let guild = try grant(settings).account.id
        let session: ProviderSession
        do throws(AttemptEnd) { session = try self.session(.listing, pacedBy: "guild \(guild)") } catch {
            throw MeshesError(.providerRefused, error.outcome.message)
        }
        let all = try await session.ask(.get("/api/v10/guilds/\(guild)/channels")).json?.array ?? []
        let usable = all.filter { DiscordChannel.kinds.contains($0["type"]?.integer ?? -1) }
        let sorted = usable.sorted { ($0["position"]?.integer ?? 0, $0["id"]?.string ?? "") < ($1["position"]?.integer ?? 0, $1["id"]?.string ?? "") }
        return [
            "channels": .array(
                sorted.map { ["id": .string($0["id"]?.plainText ?? ""), "name": .string("#" + ($0["name"]?.string ?? ""))] })
        ]
    }

    func perform(_ job: DeliveryJob, _ grant: OAuthGrant) async throws(AttemptEnd) -> DeliveryOutcome {
        guard job.action == "send_message" else { throw .unknownAction(job.action) }
        return try await post(try embed(job), to: try job.input("id"), in: grant.account.id, job)
    }
}
