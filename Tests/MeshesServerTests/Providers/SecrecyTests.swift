import MeshesModel
import MeshesTestSupport
import Testing

/// Whatever a provider does, and although one of them repeats whole calls in its answers: no secret of a connection can be
/// read anywhere afterwards.
@Suite struct SecrecyTests {
    @Test(arguments: APIKeyCase.all)
    func noKeyCanBeReadAnywhere(_ type: APIKeyCase) async throws {
        let log = RecordedLog()
        try await type.run(.seconds(15), log) { server, fake, connection, rule in
            var events: [JSONValue] = []
            for (mishap, status) in [
                (.pass, "completed"), (.echo(status: 400), "failed"), (.echo(status: 500), "retrying"), (.garble, "retrying"), (.drop, "retrying"),
            ] as [(ProviderSwitches.Mishap, String)] {
                fake.next(mishap, times: 1)
                let event = try await server.emit("user.signup")
                _ = try await server.event(event, when: status)
                events.append(event)
            }
            fake.setRevoked(true)
            events.append(try await server.emit("user.signup"))
            _ = try await server.connection(connection, until: { $0["active"] == false })
            let leftovers = try await Leftovers(of: server, log, connection: connection, events: events, through: rule)
            #expect(leftovers.places.contains("meshes.db") && leftovers.places.contains("log"))
            for secret in fake.calls.credentials.union([type.key]) {
                #expect(leftovers.places(of: secret).isEmpty)
            }
        }
    }
}
