import Foundation
import HTTPTypes
import MeshesModel
import MeshesTestSupport
import Testing

/// One run through a provider's consent page, as the browser of a person makes it.
struct SignInRun {
    let server: ServerFixture
    /// What `POST /connections/authorize` answered.
    let authorization: JSONValue
    /// The consent page's address, after the ticket was spent.
    var consent = ""
    var cookie = ""

    typealias Fake = ProviderFake<SlackScript>

    /// A server whose Slack is a stand-in.
    static func with(
        callTimeout: Duration = .seconds(15), _ body: @Sendable @escaping (ServerFixture, Fake) async throws -> Void
    ) async throws {
        let fake = try await Fake.start(SlackScript())
        let fakes = try ProviderFakes(callTimeout: callTimeout).with(fake)
        try await ServerFixture.run(providers: fakes) { server in try await body(server, fake) }
        await fake.stop()
    }

    /// Asks for a new connection, or for a new sign-in.
    static func begin(
        _ server: ServerFixture, type: String = "slack", name: String = "Sales", reconnecting connection: JSONValue? = nil, metadata: JSONValue? = nil,
        as credential: TestCredential = .machine
    ) async throws -> SignInRun {
        var body: JSONObject = [
            "workspace": .string(server.tenant.workspace.id.description), "type": .string(type), "name": .string(name),
        ]
        if let metadata { body["metadata"] = metadata }
        if let connection { body = ["connection": connection["id"] ?? .null] }
        let reply = try await server.send(.post, "/api/v1/connections/authorize", as: credential, json: .object(body))
        return SignInRun(server: server, authorization: try server.expect(200, reply))
    }

    var ticket: String { authorization["ticket"]?.string ?? "" }

    /// Opens the window: spends the ticket and keeps the cookie.
    mutating func open() async throws {
        let reply = try await server.send(.get, "/oauth/start?ticket=\(ticket)", as: .none)
        guard reply.status == 303 else { throw BrokenPromise(description: "the ticket was refused: \(reply.text)") }
        consent = reply.header("Location") ?? ""
        cookie = String((reply.header("Set-Cookie") ?? "").prefix { $0 != ";" })
    }

    /// A parameter of the consent page's address.
    func parameter(_ name: String) -> String {
        URLComponents(string: consent)?.queryItems?.first { $0.name == name }?.value ?? ""
    }

    /// Comes back from the consent page.
    func comeBack(code: String? = "ok", error: String? = nil, state: String? = nil, cookie: String? = nil, type: String = "slack") async throws -> TestReply {
        var query = "state=\(state ?? parameter("state"))"
        if let code { query += "&code=\(code)" }
        if let error { query += "&error=\(error)" }
        return try await server.send(
            .get, "/oauth/\(type)/callback?\(query)", as: .none, headers: ["Cookie": cookie ?? self.cookie])
    }

    func progress(as credential: TestCredential = .machine) async throws -> TestReply {
        try await server.send(.get, "/api/v1/connections/authorize/\(ticket)", as: credential)
    }

    /// A whole run that goes well.
    ///
    /// - Returns: the connection.
    static func signIn(
        _ server: ServerFixture, type: String = "slack", code: String = "ok", name: String = "Sales", reconnecting connection: JSONValue? = nil
    ) async throws -> JSONValue {
        var run = try await begin(server, type: type, name: name, reconnecting: connection)
        try await run.open()
        let page = try await run.comeBack(code: code, type: type)
        guard page.status == 200 else { throw BrokenPromise(description: "not connected: \(page.text)") }
        return try await server.connection(["id": try #require(try await run.progress()["connection_id"])])
    }
}

extension ServerFixture {
    /// A connection, once it is as wanted.
    func connection(_ connection: JSONValue, until condition: (JSONValue) -> Bool) async throws -> JSONValue {
        var seen = try await self.connection(connection)
        for _ in 0..<5000 where !condition(seen) { seen = try await self.connection(connection) }
        return seen
    }
}
