import MeshesModel

/// The type `slack`: posts messages to channels of one Slack workspace.
struct SlackDestination: SignInDestination {
    let integration: Integration
    let concurrency = 5
    let client: OAuthClient
    var gateway: ProviderGateway
    /// Slack takes about one message a second for each channel, with short bursts.
    let api = ProviderProfile(
        type: .slack, name: "Slack", root: "https://slack.com", ownHost: "slack.com",
        pace: RequestPace(perSecond: 1, burst: 5), exception: SlackError.meaning, reason: { $0["error"]?.string })

    init(_ gateway: ProviderGateway, _ configuration: OAuthConfiguration) {
        self.gateway = gateway
        client = OAuthClient("Slack", authorize: "https://slack.com", token: "https://slack.com", configuration, gateway)
        integration = SlackIntegration.description(available: configuration.app != nil)
    }

    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { [] }

    /// The channels that messages can go to: public ones, and private ones that the app was invited to.
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject {
        let grant = try grant(settings)
        let types = grant.scopes.contains("groups:read") ? "public_channel,private_channel" : "public_channel"
        func page(_ cursor: String) -> ProviderRequest {
            .get(
                "/api/conversations.list",
                query: [("types", types), ("exclude_archived", "true"), ("limit", "200"), ("cursor", cursor)])
        }
        let channels = try await session(grant, .listing).pages(page(""), items: { $0["channels"]?.array ?? [] }) { answer, _ in
            let cursor = answer["response_metadata"]?["next_cursor"]?.string ?? ""
            return cursor.isEmpty ? nil : page(cursor)
        }
        return ["channels": ActionChoices.list(channels)]
    }
}
