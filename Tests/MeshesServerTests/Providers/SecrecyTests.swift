import MeshesModel
import MeshesTestSupport
import Testing

/// Whatever a provider does, and although one of them repeats whole calls in its answers: no secret of a connection can be
/// read anywhere afterwards. Secrets are sealed above the driver, so one engine stands for both.
@Suite(.enabled(if: TestStore.isFile, "looks through the files of the store"))
struct SecrecyTests {
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

    @Test(arguments: SignInCase.all)
    func noTokenCanBeReadAnywhere(_ type: SignInCase) async throws {
        let log = RecordedLog()
        try await type.runLogging(log) { server, fake, connection, rule in
            let mishaps: [ProviderSwitches.Mishap] = [.pass, .echo(status: 400), .echo(status: 500), .garble, .drop]
            let calls = fake.calls.count
            for mishap in mishaps { fake.next(mishap, times: 1) }
            var events: [JSONValue] = []
            for _ in mishaps { events.append(try await server.emit("user.signup")) }
            try await server.letTimePass(until: { fake.calls.count >= calls + mishaps.count }, or: connection)
            fake.changeTokens { $0.expire() }
            events.append(try await server.emit("user.signup"))
            try await server.letTimePass(until: { type.renewal == .never || fake.tokens.refreshes > 0 }, or: connection)
            fake.changeTokens { $0.revoke() }
            events.append(try await server.emit("user.signup"))
            try await server.letTimePass(until: { false }, or: connection)
            let leftovers = try await Leftovers(of: server, log, connection: connection, events: events, through: rule)
            #expect(leftovers.places.contains("meshes.db") && leftovers.places.contains("log"))
            for secret in fake.calls.credentials.union(fake.tokens.secrets) {
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
