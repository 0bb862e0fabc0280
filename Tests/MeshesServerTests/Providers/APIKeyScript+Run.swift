import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

extension APIKeyScript {
    /// Runs a test on a server with a stand-in of this type, a connection to it, and a rule for `user.signup`.
    ///
    /// - Parameters:
    ///   - settings: members that replace those of `Self.settings`.
    ///   - log: where the server writes its log.
    static func run(
        _ rule: JSONObject = Self.rule, settings: JSONObject = [:], callTimeout: Duration = .seconds(15), log: RecordedLog? = nil,
        options: ProviderOptions = ProviderOptions(), arranging: @Sendable (inout Self) -> Void = { _ in },
        _ body: @Sendable @escaping (ServerFixture, ProviderFake<Self>, _ connection: JSONValue, _ rule: JSONValue) async throws -> Void
    ) async throws {
        var script = Self()
        arranging(&script)
        let fake = try await ProviderFake.start(script)
        var fakes = try ProviderFakes(callTimeout: callTimeout).with(type, at: fake.root)
        fakes.options = options
        try await ServerFixture.run(providers: fakes, log: log) { server in
            let reply = try await server.connect(type, Self.settings.merging(settings) { _, new in new })
            let connection = try server.expect(201, reply)["connection"] ?? .null
            try await body(server, fake, connection, try await server.makeRule("user.signup", to: connection, metadata: rule))
        }
        await fake.stop()
    }
}

extension ServerFixture {
    /// Asks for a connection with settings of its type.
    func connect(_ type: IntegrationType, _ settings: JSONObject) async throws -> TestReply {
        try await send(
            .post, "/api/v1/connections",
            json: [
                "workspace": .string(tenant.workspace.id.description), "type": .string(type.rawValue), "name": "Account",
                "metadata": .object(settings),
            ])
    }

    /// The live lists of a connection.
    func actionData(_ connection: JSONValue, refresh: Bool = false) async throws -> TestReply {
        try await send(.get, "/api/v1/connections/\(connection["id"]?.string ?? "")/actions" + (refresh ? "?refresh=true" : ""))
    }

    /// The catalogue of a connection, by key.
    func catalog(_ connection: JSONValue) async throws -> [String: JSONValue] {
        let reply = try expect(200, try await send(.get, "/api/v1/connections/\(connection["id"]?.string ?? "")/fields"))
        return Dictionary((reply["fields"]?.array ?? []).map { ($0["key"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A type with keys, as an argument of the tests that hold for all of them.
struct APIKeyCase: DestinationCase {
    typealias Body = @Sendable (ServerFixture, any APIKeyFake, _ connection: JSONValue, _ rule: JSONValue) async throws -> Void

    let type: IntegrationType
    let settings: JSONObject
    let keyField: String
    let oddRefusal: (status: String, outcome: String)
    private let runs: @Sendable (JSONObject?, Duration, RecordedLog?, @escaping Body) async throws -> Void

    init<Script: APIKeyScript>(_ script: Script.Type) {
        type = Script.type
        settings = Script.settings
        keyField = Script.keyField
        oddRefusal = Script.oddRefusal
        runs = { rule, callTimeout, log, body in
            try await Script.run(rule ?? Script.rule, callTimeout: callTimeout, log: log) { server, fake, connection, rule in
                try await body(server, fake, connection, rule)
            }
        }
    }

    var key: String { settings[keyField]?.string ?? "" }

    func run(_ body: @escaping Body) async throws { try await runs(nil, .seconds(15), nil, body) }

    func run(rule: JSONObject?, callTimeout: Duration, log: RecordedLog?, _ body: @escaping DestinationBody) async throws {
        try await runs(rule, callTimeout, log) { server, fake, connection, rule in try await body(server, fake, connection, rule) }
    }

    static let all = [
        APIKeyCase(ActiveCampaignScript.self), APIKeyCase(CustomerIOScript.self), APIKeyCase(MailchimpScript.self),
        APIKeyCase(MailerLiteScript.self), APIKeyCase(ResendScript.self), APIKeyCase(SendGridScript.self),
    ]
}
