import MeshesModel
import MeshesProviderFakes

/// A provider's stand-in on loopback, beside the demo's server.
struct DemoProvider: Sendable {
    /// How a connection to it is made.
    enum Entry: Sendable {
        case key(settings: JSONObject)
        case signIn
    }

    /// The provider's name, which the connection gets too.
    let name: String
    let type: IntegrationType
    let entry: Entry
    /// Metadata of a rule that it takes.
    let rule: JSONObject
    /// What leads the server to it: values of settings, by path.
    let settings: [String: String]
    /// The newest calls that it got, oldest first.
    let calls: @Sendable () -> [ReceivedRequest]
    /// What must not be shown of them.
    let secrets: @Sendable () -> [String]
    /// How often its tokens were renewed.
    let renewals: @Sendable () -> Int
    /// Lets something go wrong that passes.
    let stumble: @Sendable (DemoMishaps.Kind) -> Void

    /// Calls that are kept.
    private static let kept = 20

    /// Starts the stand-in of a provider whose connections hold a key.
    static func key<Script: APIKeyScript>(_ name: String, _ script: Script.Type) async throws -> DemoProvider {
        let fake = try await ProviderFake.start(Script(), keeping: kept)
        return DemoProvider(
            name: name, type: Script.type, entry: .key(settings: Script.settings), rule: Script.rule,
            settings: fake.settings, calls: { fake.calls }, secrets: { fake.secrets }, renewals: { 0 },
            stumble: { kind in fake.next(kind.mishap) })
    }

    /// Starts the stand-in of a provider that people sign in to.
    static func signIn<Script: SignInScript>(_ name: String, _ script: Script.Type) async throws -> DemoProvider {
        let fake = try await ProviderFake.start(Script(), keeping: kept)
        return DemoProvider(
            name: name, type: Script.type, entry: .signIn, rule: Script.rule, settings: fake.settings,
            calls: { fake.calls }, secrets: { fake.secrets }, renewals: { fake.tokens.refreshes },
            stumble: { kind in
                guard kind == .expiredToken, Script.renewal != .never else { return fake.next(kind.mishap) }
                fake.changeTokens { $0.expire() }
            })
    }
}
