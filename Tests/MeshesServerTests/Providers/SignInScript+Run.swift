import MeshesModel
import MeshesTestSupport
import Testing

typealias SignInBody<Script: SignInScript> = @Sendable (
    _ server: ServerFixture, _ fake: ProviderFake<Script>, _ connection: JSONValue, _ rule: JSONValue
) async throws -> Void

extension SignInScript {
    /// Runs a test on a server with a stand-in of this type, a connection that was signed in to it, and a rule for
    /// `user.signup`.
    static func run(
        rule: JSONObject = Self.rule, code: String = Self.code, callTimeout: Duration = .seconds(15),
        log: RecordedLog? = nil, arranging: @Sendable @escaping (inout Self) -> Void = { _ in }, _ body: @escaping SignInBody<Self>
    ) async throws {
        var script = Self()
        arranging(&script)
        let fake = try await ProviderFake.start(script)
        try await ServerFixture.run(providers: try ProviderFakes(callTimeout: callTimeout).with(fake), log: log) { server in
            let connection = try await SignInRun.signIn(server, type: type.rawValue, code: code)
            try await body(server, fake, connection, try await server.makeRule("user.signup", to: connection, metadata: rule))
        }
        await fake.stop()
    }
}

/// A type that people sign in to, as an argument of the tests that hold for all of them.
struct SignInCase: DestinationCase {
    typealias Body = @Sendable (
        _ server: ServerFixture, _ fake: any SignInFake, _ connection: JSONValue, _ rule: JSONValue
    ) async throws -> Void

    let type: IntegrationType
    let code: String
    let endings: (revoked: InactiveReason, refused: InactiveReason)
    let renewal: Renewal
    private let runs: @Sendable (JSONObject?, Duration, RecordedLog?, @escaping Body) async throws -> Void

    init<Script: SignInScript>(_ script: Script.Type) {
        type = Script.type
        code = Script.code
        endings = Script.endings
        renewal = Script.renewal
        runs = { rule, callTimeout, log, body in
            try await Script.run(rule: rule ?? Script.rule, callTimeout: callTimeout, log: log) { server, fake, connection, rule in
                try await body(server, fake, connection, rule)
            }
        }
    }

    func run(_ body: @escaping Body) async throws { try await runs(nil, .seconds(15), nil, body) }

    func run(rule: JSONObject?, callTimeout: Duration, log: RecordedLog?, _ body: @escaping DestinationBody) async throws {
        try await runs(rule, callTimeout, log) { server, fake, connection, rule in try await body(server, fake, connection, rule) }
    }

    static let all = [
        SignInCase(SlackScript.self), SignInCase(HubSpotScript.self), SignInCase(SalesforceScript.self),
        SignInCase(PipedriveScript.self), SignInCase(IntercomScript.self), SignInCase(ZoomScript.self), SignInCase(AWeberScript.self),
        SignInCase(DiscordScript.self),
    ]
    static let renewable = all.filter { $0.renewal != .never }
    static let rotating = all.filter { $0.renewal == .rotates }
}
