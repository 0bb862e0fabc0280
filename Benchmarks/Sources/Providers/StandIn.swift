import MeshesModel
import MeshesProviderFakes

/// One of the providers that the tests deliver to as well, which knows one account and checks every call.
struct StandIn: Sendable {
    let type: IntegrationType
    /// What a server and its callers need: settings, how connections are made, and a rule.
    let description: JSONObject
    /// When its calls came, in milliseconds since 1970.
    let arrivals: @Sendable () -> [Int64]

    /// Types whose limits let two events a second through.
    static func startAll() async throws -> [StandIn] {
        try await [
            signIn(HubSpotScript()), signIn(SalesforceScript()), signIn(IntercomScript()), signIn(ZoomScript()), signIn(DiscordScript()),
            key(MailchimpScript()), key(SendGridScript()), key(CustomerIOScript()),
        ]
    }

    private static func signIn<Script: SignInScript>(_ script: Script) async throws -> StandIn {
        let fake = try await ProviderFake.start(script)
        return StandIn(
            type: Script.type, description: ["settings": json(fake.settings), "rule": .object(Script.rule)],
            arrivals: { fake.calls.map(\.arrivedAt.milliseconds) })
    }

    private static func key<Script: APIKeyScript>(_ script: Script) async throws -> StandIn {
        let fake = try await ProviderFake.start(script)
        return StandIn(
            type: Script.type, description: ["settings": json(fake.settings), "rule": .object(Script.rule), "metadata": .object(Script.settings)],
            arrivals: { fake.calls.map(\.arrivedAt.milliseconds) })
    }

    private static func json(_ settings: [String: String]) -> JSONValue {
        .object(JSONObject(uniqueKeysWithValues: settings.map { ($0.key, .string($0.value)) }))
    }
}
