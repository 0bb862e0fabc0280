import MeshesModel
import MeshesTestSupport
import Testing

/// Whatever a provider does, and although one of them repeats whole calls in its answers: no secret of a connection can be
/// read anywhere afterwards. Secrets are sealed above the driver, so one engine stands for both.
@Suite(.enabled(if: TestStore.isFile, "looks through the files of the store"))
struct SecrecyTests {
    @Test(arguments: IntegrationType.allCases.filter { $0 != .webhook })
    func noSecretCanBeReadAnywhere(_ name: IntegrationType) async throws {
        let log = RecordedLog()
        let type = try DestinationCases[name]
        try await type.run(rule: nil, callTimeout: .seconds(15), log: log) { server, fake, connection, rule in
            let mishaps: [ProviderSwitches.Mishap] = [.pass, .echo(status: 400), .echo(status: 500), .garble, .drop]
            let calls = fake.calls.count
            for mishap in mishaps { fake.next(mishap, times: 1) }
            var events: [JSONValue] = []
            for _ in mishaps { events.append(try await server.emit("user.signup")) }
            try await server.letTimePass(until: { fake.calls.count >= calls + mishaps.count }, or: connection)
            if let type = type as? SignInCase, type.renewal != .never, let fake = fake as? any SignInFake {
                fake.changeTokens { $0.expire() }
                events.append(try await server.emit("user.signup"))
                try await server.letTimePass(until: { fake.tokens.refreshes > 0 }, or: connection)
            }
            fake.revoke()
            events.append(try await server.emit("user.signup"))
            try await server.letTimePass(until: { false }, or: connection)
            let leftovers = try await Leftovers(of: server, log, connection: connection, events: events, through: rule)
            #expect(leftovers.places.contains("meshes.db") && leftovers.places.contains("log"))
            for secret in fake.calls.credentials.union(fake.secrets) {
                #expect(leftovers.places(of: secret).isEmpty)
            }
        }
    }
}

extension ServerFixture {
    /// Moves the clock until something has happened, or a connection is switched off.
    fileprivate func letTimePass(until isDone: () -> Bool, or connection: JSONValue) async throws {
        for _ in 0..<3000 where !isDone() {
            time.advance(by: .milliseconds(500))
            if try await self.connection(connection)["active"] == false { return }
        }
        try #require(isDone(), "it never came to that")
    }
}
